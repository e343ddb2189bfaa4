import type { Node } from "oxc-parser";
import { eachOf, type Value } from "../../facts/program/value.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { isFunction } from "../../facts/program/places.ts";
import { withoutType } from "../../facts/called-method.ts";
import { ownInVisits } from "../../facts/own-spans.ts";
import { programOf, type Program } from "../../facts/program/program.ts";
import { pointAt } from "../../facts/code-at.ts";
import { returnsOf } from "../../facts/gives-promise.ts";
import { spanMethods } from "../../facts/span-methods.ts";
import { startCallOf, startCalls, type StartCall } from "../../facts/start-calls.ts";
import { thrown, words } from "../../facts/thrown.ts";
import { HOME_FILE, HOME_SPAN } from "../../facts/home-span.ts";
import { editSource } from "../edits/edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";
import { removeStatement, replaceNode, writeBefore } from "../edits/edit-code.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { spanTakenAsTracer } from "./span-taken-as-tracer.ts";

/** What only a span has, so that no other object's method of the same name is meant. */
const METHODS = /^(end|recordException|setAttributes?|setStatus|addEvent|updateName)$/;

/** Code that throws or never runs can break whatever was built before. */
const ANY = /./;

/** The tracing API is called in a way in which it cannot work. */
export const callMistakes: readonly Mistake[] = [
  {
    id: "start-called-in-another-way",
    lasting: true,
    learn: "a-span-of-your-own",
    explains: ANY,
    when(evidence) {
      const found = startCalls(evidence).flatMap((call) => oddCall(evidence, call) ?? [])[0];
      return evidence.run && found;
    },
  },
  {
    id: "work-is-a-generator",
    lasting: true,
    learn: "around-the-work",
    explains: ANY,
    when(evidence) {
      const call = ownInVisits(evidence)
        .filter(({ ended }) => ended === 0)
        .flatMap((span) => startCallOf(evidence, span) ?? [])
        .find(({ work }) => work?.generator);
      return (
        call?.work && {
          message:
            "The work of the span is a generator, function*. Calling it runs nothing: it goes only as far as its values are asked for, and here it did not get to the end of the span.",
          ...pointAt(call),
          remedy: asPlainFunction(call.work),
        }
      );
    },
  },
  {
    id: "context-with-without-function",
    learn: "the-current-span",
    explains: ANY,
    when(evidence) {
      const said = /Function\.prototype\.apply was called on ([^\n,]+)/.exec(words(evidence.run))?.[1];
      const program = programOf(evidence);
      const place = program
        .callsOf({ from: "@opentelemetry/api", path: ["context", "with"] })
        .find((call) => !mayBeFunction(program, call.arguments[1]));
      const work = withoutType(place?.arguments[1]);
      return (
        said &&
        place && {
          message: `context.with() was given ${said} to call. Its second argument must be a function: the context holds for as long as that function runs.`,
          ...pointAt(place),
          remedy: edits(work ? writeBefore(work, "() => ") : removeStatement(place.node)),
        }
      );
    },
  },
  {
    id: "method-without-its-span",
    lasting: true,
    learn: "every-span-must-end",
    explains: ANY,
    when(evidence) {
      const said = thrown(evidence.run).some((error) => /undefined \(reading '_\w+'\)/.test(error));
      const given = startCalls(evidence)
        .flatMap((call) => spanMethods(call))
        .find(({ method, isCalled }) => !isCalled && METHODS.test(method));
      return (
        said &&
        given && {
          message: `${given.text} is handed on without its span. What calls it later calls it on nothing, and that throws.`,
          ...pointAt(given),
          remedy: edits(replaceNode(given.node, `() => ${given.text}()`)),
        }
      );
    },
  },
  spanTakenAsTracer,
];

type Call = Extract<Node, { type: "CallExpression" }>;

/** What a call of startSpan or startActiveSpan does with arguments that it does not take. */
function oddCall(evidence: Evidence, call: StartCall) {
  const program = programOf(evidence);
  const { node, method } = call;
  const [first, ...more] = node.arguments;
  if (!first || first.type === "SpreadElement") return undefined;
  const name = program.valueOf(first);
  const told = (message: string, remedy: Remedy | undefined) => ({ message, ...pointAt(call), remedy });
  if (name.kind === "object")
    return told(
      `${method}() wants the name first, as a string, and here it gets an object.`,
      nameOf(name, first),
    );
  if (name.kind === "function")
    return told(
      `${method}() wants the name first, as a string, and here it gets a function.`,
      call.file === HOME_FILE ? edits(writeBefore(first, `"${HOME_SPAN}", `)) : undefined,
    );
  if (method === "startActiveSpan" && more.length === 0)
    return told(
      "startActiveSpan() does nothing without a function: it calls that with the span, and returns what it returns.",
      renameMethod(node, "startSpan"),
    );
  const isGivenWork = more.some(
    (each) => each.type !== "SpreadElement" && program.valueOf(each).kind === "function",
  );
  return method === "startSpan" && isGivenWork
    ? told(
        "A tracer's startSpan() calls no function, so the work in it never runs. startActiveSpan() calls it, with the span.",
        renameMethod(node, "startActiveSpan"),
      )
    : undefined;
}

function nameOf(value: Extract<Value, { kind: "object" }>, argument: Node): Remedy | undefined {
  const name = value.properties.get("name")?.value;
  return name?.kind === "string" ? edits(replaceNode(argument, JSON.stringify(name.value))) : undefined;
}

function renameMethod({ callee }: Call, to: string): Remedy | undefined {
  return callee.type === "MemberExpression" && !callee.computed
    ? edits(replaceNode(callee.property, to))
    : undefined;
}

/** `function*` without its star, where it gives one value. */
function asPlainFunction(work: NonNullable<StartCall["work"]>): Remedy | undefined {
  const { text } = fileOf(work);
  const star = text.indexOf("*", work.start);
  return returnsOf(work).length > 0 && star < (work.body?.start ?? 0)
    ? edits(editSource(fileOf(work), { start: star, end: star + 1, text: "" }))
    : undefined;
}

function mayBeFunction(program: Program, node: Node | undefined): boolean {
  if (!node || node.type === "SpreadElement") return false;
  if (isFunction(node)) return true;
  return eachOf(program.valueOf(node)).some(({ kind }) =>
    /^(function|parameter|unknown|member|imported)$/.test(kind),
  );
}
