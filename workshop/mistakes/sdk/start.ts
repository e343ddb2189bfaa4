import type { Node } from "oxc-parser";
import { running } from "../../facts/backend-state.ts";
import type { Construction } from "../../facts/program/constructions.ts";
import { parentOf } from "../../facts/program/parse-file.ts";
import { ancestorsOf, functionOf, isFunction, placeOf, textOf } from "../../facts/program/places.ts";
import { programOf, type Program } from "../../facts/program/program.ts";
import { eachOf, isSame } from "../../facts/program/value.ts";
import { codeAt, SDK_NODE, setUpCode, setUpConstructions } from "../../facts/sdk-code.ts";
import { sdksOf } from "../../facts/sdk-objects.ts";
import type { Evidence, RunEvidence } from "../../lab/evidence.ts";
import { addAfterStatement, append, replaceNode } from "../edits/edit-code.ts";
import type { Mistake, Told } from "../mistake.ts";
import { edits, type Edit } from "../remedy.ts";
import { removedApi } from "./removed-api.ts";

const LEARN = "nothing-arrives";

/** Whether an SDK was started at all, and before the first request. */
export const sdkStartMistakes: readonly Mistake[] = [
  {
    id: "sdk-start-failed",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!idle(run)) return undefined;
      const failed = sdksOf(run)
        .flatMap(({ starts }) => starts)
        .find(({ ended }) => ended?.outcome === "threw");
      if (!failed) return undefined;
      const error = failed.ended?.error ?? "it has no message";
      const message = `Starting the SDK threw an error, which the code caught, so the backend runs without tracing: ${error}`;
      return { ...failed.at, ...removedApi(evidence, error, failed.at), message };
    },
  },
  {
    id: "sdk-never-started",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!idle(run)) return undefined;
      const made = sdksOf(run).find(({ starts }) => starts.length === 0)?.made;
      if (!made) return undefined;
      const code = setUpCode(evidence, made.at);
      const program = programOf(evidence);
      if (code && program.methodCalls(code, "start").length > 0) return undefined;
      const named = code && namedStart(program, code);
      if (named)
        return {
          message: `${textOf(named)} only names the method: without parentheses it is not called, so the SDK never starts and no span is recorded.`,
          ...codeAt(placeOf(named)),
          remedy: edits(append(named, "()")),
        };
      return {
        message: "The SDK is created here, but never started. Until start() is called, no span is recorded.",
        ...(code ? codeAt(code) : made.at),
        remedy: code && edits(startAfter(program, code)),
      };
    },
  },
  {
    id: "sdk-not-reached",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!idle(run) || sdksOf(run).some(({ starts }) => starts.length > 0)) return undefined;
      const [call] = startCalls(evidence);
      return call && { ...codeAt(placeOf(call)), ...whyNotReached(programOf(evidence), call) };
    },
  },
  {
    id: "sdk-started-too-late",
    learn: "start-it-first",
    when: ({ run }) => {
      const first = run?.visits[0];
      const provider = run?.sdk.provider;
      if (!running(run) || !provider || !first || provider.startedAt <= first.startedAt) return undefined;
      return {
        message: `The SDK started ${Math.round(provider.startedAt - first.startedAt)} ms after the first request had arrived, too late to trace it.`,
        ...provider.at,
        remedy: {
          kind: "ask",
          ask: "Decide in which file the SDK starts before the server does: call start() there right after the SDK is created, and only there.",
        },
      };
    },
  },
];

/** The backend answers, and no SDK has registered anything. */
function idle(run: RunEvidence | undefined): run is RunEvidence {
  return running(run) && !run.sdk.provider && !run.sdk.contextManager;
}

/** `sdk.start` as a statement of its own. */
function namedStart(program: Program, code: Construction): Node | undefined {
  return program
    .methodUses(code, "start")
    .find(({ how, node }) => how === "named" && parentOf(node)?.type === "ExpressionStatement")?.node;
}

/** The calls in the code that would start an SDK. */
function startCalls(evidence: Evidence): Node[] {
  const program = programOf(evidence);
  const starts = setUpConstructions(evidence)
    .filter(({ name }) => name === "NodeSDK")
    .flatMap((code) => program.methodCalls(code, "start"));
  const functions = ["startNodeSDK", "startNodeSdk"].flatMap((name) =>
    program.callsOf({ from: SDK_NODE, path: [name] }),
  );
  return [...starts, ...functions].map(({ node }) => node);
}

function whyNotReached(program: Program, call: Node): Told {
  const tried = triedAround(call);
  if (tried)
    return {
      message: `${placeOf(call).text} never ran: something before it in the same try block threw an error, and the catch let the backend go on without tracing.`,
      remedy: edits(printing(tried)),
    };
  const around = functionOf(call);
  const name = around && program.runsAtLoad(call) === "no" ? unusedName(program, around) : undefined;
  if (name)
    return {
      message: `${placeOf(call).text} is in ${name}(), and nothing calls ${name}(). So the SDK never started.`,
      remedy:
        around && around.params.length === 0
          ? edits(addAfterStatement(statementNode(around), `${name}();`))
          : undefined,
    };
  return {
    message: `${placeOf(call).text} had not run when the backend answered the requests, so nothing was traced.`,
  };
}

/** The `try` with a `catch` in which nothing but an error can keep a call from running. */
function triedAround(call: Node) {
  let inner = call;
  for (const each of ancestorsOf(call)) {
    if (isFunction(each) || /^(If|Switch|For|While|Do|Conditional|Logical)/.test(each.type)) return undefined;
    if (each.type === "TryStatement" && each.handler && each.block === inner) return each.handler;
    inner = each;
  }
  return undefined;
}

/** The catch clause, printing what it caught. */
function printing(handler: Extract<Node, { type: "CatchClause" }>): Edit | undefined {
  const name = handler.param
    ? handler.param.type === "Identifier"
      ? handler.param.name
      : undefined
    : "error";
  if (!name) return undefined;
  const inside = textOf(handler.body).slice(1);
  return replaceNode(handler, `catch (${name}) {\n  console.error(${name});${inside}`);
}

/** A function's name, where nothing calls it or hands it on. */
function unusedName(program: Program, around: Node): string | undefined {
  const id = nameNode(around);
  const binding = id && program.bindingOf(id);
  return binding?.references.every(({ isInit }) => isInit) ? binding.name : undefined;
}

function nameNode(around: Node): Node | undefined {
  if (around.type === "FunctionDeclaration") return around.id ?? undefined;
  const declarator = parentOf(around);
  return declarator?.type === "VariableDeclarator" ? declarator.id : undefined;
}

function statementNode(around: Node): Node {
  return around.type === "FunctionDeclaration" ? around : (parentOf(around) ?? around);
}

/** The edit that starts an SDK right after it was made, where that code runs. */
function startAfter(program: Program, { node, value }: Construction): Edit | undefined {
  const around = parentOf(node);
  if (around?.type === "ExpressionStatement") return append(node, ".start()");
  if (around?.type === "AssignmentExpression")
    return addAfterStatement(around, `${textOf(around.left)}.start();`);
  const named = program
    .nodes("VariableDeclarator")
    .find(
      ({ id, init }) =>
        id.type === "Identifier" && init && eachOf(program.valueOf(init)).some((each) => isSame(each, value)),
    );
  if (named?.id.type === "Identifier") return addAfterStatement(named, `${named.id.name}.start();`);
  const object = around?.type === "Property" && parentOf(around);
  const holder = object && parentOf(object);
  return holder && holder.type === "VariableDeclarator" && around?.type === "Property"
    ? addAfterStatement(holder, `${textOf(holder.id)}.${textOf(around.key)}.start();`)
    : undefined;
}
