import type { Node } from "oxc-parser";
import { bareStatement, startCallOf, startCalls, type StartCall } from "../../facts/start-calls.ts";
import { fileOf, lineAt, nodesIn, parentOf } from "../../facts/program/parse-file.ts";
import { functionOf, placeOf, type FunctionNode } from "../../facts/program/places.ts";
import { ownInVisits } from "../../facts/own-spans.ts";
import { pointAt, shownAt } from "../../facts/code-at.ts";
import { programOf } from "../../facts/program/program.ts";
import { returnsOf } from "../../facts/gives-promise.ts";
import { askedOfWrongObject } from "./span-taken-as-tracer.ts";
import { storeWork } from "../../facts/store-work.ts";
import { thrown, throwPlace } from "../../facts/thrown.ts";
import { visit } from "../../facts/run-facts.ts";
import { addImport } from "../add-import.ts";
import { editForThrow } from "../edit-for-throw.ts";
import { editSource } from "../edit-source.ts";
import { rethrown, silentCatchIn } from "../rethrow.ts";
import { edits, type Remedy } from "../remedy.ts";
import { insertAt, replaceNode, writeBefore } from "../edit-node.ts";
import type { CodeLine, Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import {
  describeVisit,
  FAILING_VISIT,
  HOME_FILE,
  HOME_VISITS,
  homeAnswerProblem,
  startedIn,
  SUCCEEDING,
} from "../../facts/home-span.ts";

const STORE = "backend/src/query-mock-store.ts";

/** The code fails, or the home feed no longer answers as it did. */
export const homeAnswerMistakes: readonly Mistake[] = [
  {
    id: "service-throws",
    learn: "the-answer-is-lost",
    explains: /./,
    when(evidence) {
      const [error] = thrown(evidence.run);
      const place = throwPlace(evidence.run);
      const broken = SUCCEEDING.some((id) => answered(evidence, id) && visit(evidence, id).status === 500);
      return (
        broken &&
        error &&
        !askedOfWrongObject(evidence) && {
          message: `The home feed answers 500 now, and the backend prints an error: ${error}`,
          ...shownAt(evidence, place),
          remedy: place && editForThrow(evidence, error, place),
        }
      );
    },
  },
  {
    id: "answer-lost",
    learn: "the-answer-is-lost",
    explains: /answers/,
    when(evidence) {
      const own = startedIn(evidence, ...HOME_VISITS)[0] ?? ownInVisits(evidence)[0];
      const lost = own ? lostAnswer(evidence, startCallOf(evidence, own)) : undefined;
      return (
        lost &&
        own &&
        isEmpty(evidence) && {
          message: `The span is there, but the home feed's answer is empty: ${lost.because}.`,
          ...shownAt(evidence, own.at),
          remedy: lost.remedy,
        }
      );
    },
  },
  {
    id: "unhandled-failure",
    lasting: true,
    learn: "also-when-it-fails",
    explains: /./,
    when(evidence) {
      const crash = evidence.run?.uncaught;
      const call = crash?.isRejection && !isEmpty(evidence) ? unawaitedWork(evidence) : undefined;
      const statement = call && bareStatement(call.node);
      return (
        crash &&
        call &&
        statement && {
          message: `The work failed with "${crash.message.split("\n")[0]}", and nothing waited for the promise that startActiveSpan returns. So the failure ended the whole backend instead of one request.`,
          ...pointAt(call),
          remedy: edits(handedOn(statement.expression)),
        }
      );
    },
  },
  {
    id: "store-not-asked",
    learn: "around-the-work",
    explains: /answers|lasts as long/,
    when(evidence) {
      const idle = idleVisits(evidence);
      const [first] = idle;
      const call = storeCalls(evidence).find(({ file }) => file === HOME_FILE);
      return (
        first !== undefined && {
          message: `${whose(evidence, idle)} did not wait for the mock store${isAsked(evidence) ? ", although other requests did" : ""}. A span measures work, and without the store there is none.`,
          ...(call ? pointAt(call) : { file: HOME_FILE }),
          remedy: storeAsItCame(evidence),
        }
      );
    },
  },
  {
    id: "answers-changed",
    symptom: true,
    learn: "the-answer-is-lost",
    explains: /answers/,
    when(evidence) {
      const id = HOME_VISITS.find((each) => hasAnswer(evidence, each) && homeAnswerProblem(evidence, each));
      const problem = id && homeAnswerProblem(evidence, id);
      if (!problem || evidence.run?.uncaught) return undefined;
      const caught = id === FAILING_VISIT ? silentCatchIn(evidence, HOME_FILE) : undefined;
      if (caught)
        return {
          message: `A failure must stay a failure, but ${problem}: this catch keeps the error.`,
          ...pointAt(placeOf(caught)),
          remedy: edits(rethrown(caught)),
        };
      return { message: `A span must change no answer, but ${problem}.`, file: HOME_FILE };
    },
  },
  {
    id: "sdk-in-a-service",
    learn: "your-task",
    when(evidence) {
      const { run } = evidence;
      const made = programOf(evidence)
        .constructions({ from: /^@opentelemetry\/sdk-/, name: /^NodeSDK$|TracerProvider$/ })
        .find(({ file, node }) => file.includes("/services/") && wasMade(evidence, node));
      return (
        run &&
        made && {
          message: `${made.file} makes a second ${made.name}. There is one for the whole process, from step 4; a service only asks trace for a tracer.`,
          ...pointAt(made),
          remedy: traceInstead(evidence, made.node),
        }
      );
    },
  },
];

/** Whether a request for the home feed that should get a list got nothing. */
function isEmpty(evidence: Evidence): boolean {
  return SUCCEEDING.some((id) => {
    const { status, response } = answered(evidence, id) ? visit(evidence, id) : {};
    return status === 200 && response === "";
  });
}

/** Why nothing comes out of a span's work, and the return that is missing. */
function lostAnswer(evidence: Evidence, call: StartCall | undefined) {
  if (!call?.work?.body) return undefined;
  const statement = bareStatement(call.node);
  if (statement)
    return {
      because: "what startActiveSpan returns is not returned",
      remedy: edits(handedOn(statement.expression)),
    };
  if (call.work.body.type !== "BlockStatement") return undefined;
  if (returnsOf(call.work).some(({ argument }) => argument)) return undefined;
  return {
    because: "the function inside startActiveSpan returns nothing",
    remedy: edits(returned(evidence, call.work)),
  };
}

/** `return` in front of a statement's expression, or `await` where a return follows; `void` has no place beside it. */
function handedOn(expression: Node) {
  const holder = functionOf(expression);
  const isFollowed = holder && returnsOf(holder).some(({ start }) => start > expression.end);
  const word = isFollowed ? "await " : "return ";
  return expression.type === "UnaryExpression"
    ? editSource(fileOf(expression), {
        start: expression.start,
        end: expression.argument.start,
        text: word,
      })
    : writeBefore(expression, word);
}

/** The value that the work names and does not return, or what it got from the store. */
function returned(evidence: Evidence, work: FunctionNode) {
  const named = [...nodesIn(work)].find(
    (node) =>
      node.type === "ExpressionStatement" &&
      node.expression.type === "Identifier" &&
      functionOf(node) === work,
  );
  if (named?.type === "ExpressionStatement") return writeBefore(named, "return ");
  const asked = storeCalls(evidence).find(({ node }) => functionOf(node) === work);
  const declarator = asked && ancestorDeclarator(asked.node);
  const block = declarator && parentOf(declarator.statement);
  const last = block?.type === "BlockStatement" ? block.body.at(-1) : undefined;
  return (
    last &&
    declarator &&
    editSource(fileOf(last), insertAt(last.end, `\n${indentOf(last)}return ${declarator.name};`))
  );
}

function ancestorDeclarator(node: Node): { name: string; statement: Node } | undefined {
  const around = parentOf(node);
  const declarator = around?.type === "AwaitExpression" ? parentOf(around) : around;
  const statement = declarator && parentOf(declarator);
  return declarator?.type === "VariableDeclarator" && declarator.id.type === "Identifier" && statement
    ? { name: declarator.id.name, statement }
    : undefined;
}

function indentOf(node: Node): string {
  const { text } = fileOf(node);
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", node.start - 1) + 1))?.[0] ?? "";
}

/** The span whose promise goes nowhere: its work holds the outermost await of the crash, or its request is the one. */
function unawaitedWork(evidence: Evidence): StartCall | undefined {
  const { frames = [], visit: crashed } = evidence.run?.uncaught ?? {};
  const outermost = frames.findLast(({ isAsync }) => isAsync);
  const dropped = startCalls(evidence).filter(isDropped);
  const own = ownInVisits(evidence)
    .filter((span) => span.visit === crashed)
    .map((span) => startCallOf(evidence, span)?.node);
  return (
    dropped.findLast(({ work }) => work && outermost && holds(work, outermost)) ??
    dropped.find(({ node }) => own.includes(node))
  );
}

/** A statement that neither awaits nor returns what startActiveSpan returns. */
function isDropped({ node, work }: StartCall): boolean {
  const expression = bareStatement(node)?.expression;
  return work !== undefined && expression !== undefined && expression.type !== "AwaitExpression";
}

function holds(work: FunctionNode, { file, line }: CodeLine): boolean {
  const { text, path } = fileOf(work);
  return path === file && lineAt(text, work.start) <= line && line <= lineAt(text, work.end);
}

/** The home feed's requests that were answered without the store. */
function idleVisits(evidence: Evidence): string[] {
  return served(evidence).filter((id) => HOME_VISITS.includes(id) && storeWork(evidence, id).length === 0);
}

function isAsked(evidence: Evidence): boolean {
  return served(evidence).some((id) => storeWork(evidence, id).length > 0);
}

function served({ run }: Evidence): string[] {
  const home = (run?.visits ?? []).filter(
    ({ path, status }) => path === "/api/activities/home" && status === 200,
  );
  return home.map(({ id }) => id);
}

/** The learner's calls of the mock store. */
function storeCalls(evidence: Evidence) {
  const program = programOf(evidence);
  return program
    .nodes("CallExpression")
    .filter(({ callee }) => {
      const value = program.valueOf(callee);
      return value.kind === "function" && fileOf(value.node).path === STORE;
    })
    .map((node) => ({ ...placeOf(node), node }));
}

/** Where the store is asked and waits for nothing, it was changed. */
function storeAsItCame(evidence: Evidence): Remedy | undefined {
  const isCalled = storeCalls(evidence).some(({ file }) => file === HOME_FILE);
  const waited = evidence.run?.waits.some(({ at }) => at.file === STORE);
  return isCalled && !waited ? { kind: "command", command: `git checkout -- ${STORE}` } : undefined;
}

/** Whether the process made it, and not only the code has it. */
function wasMade({ run }: Evidence, node: Node): boolean {
  const { file, line } = placeOf(node);
  return (
    run?.sdk.calls.some(({ call, at }) => call === "new" && at?.file === file && at.line === line) === true
  );
}

/** `new TracerProvider().getTracer(…)` becomes `trace.getTracer(…)`. */
function traceInstead(evidence: Evidence, made: Node): Remedy | undefined {
  const program = programOf(evidence);
  const { file } = placeOf(made);
  const member = parentOf(made);
  if (member?.type !== "MemberExpression" || member.property.type !== "Identifier") return undefined;
  if (member.property.name !== "getTracer") return undefined;
  const known = program.imports
    .filter((each) => each.file === file && each.specifier === "@opentelemetry/api")
    .flatMap(({ names }) => names)
    .find(({ imported }) => imported === "trace");
  const asking = replaceNode(made, known?.local ?? "trace");
  const callee = made.type === "NewExpression" ? made.callee : undefined;
  const from = program.imports.find(
    (each) => each.file === file && each.names.length === 1 && each.names[0]?.local === nameIn(callee),
  );
  if (known) return edits(asking);
  return from
    ? edits(replaceNode(from.node, 'import { trace } from "@opentelemetry/api";'), asking)
    : edits(addImport(program, file, "trace", "@opentelemetry/api"), asking);
}

function nameIn(node: Node | undefined): string | undefined {
  return node?.type === "Identifier" ? node.name : undefined;
}

function hasAnswer(evidence: Evidence, id: string): boolean {
  return answered(evidence, id) && visit(evidence, id).error === undefined;
}

function whose(evidence: Evidence, ids: readonly string[]): string {
  const [first = "", ...more] = [...new Set(ids.map((id) => describeVisit(visit(evidence, id))))];
  const who = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  return more.length === 0 ? who : `${who} and ${more.length} more`;
}

function answered({ run }: Evidence, id: string): boolean {
  return run?.visits.some((each) => each.id === id) === true;
}
