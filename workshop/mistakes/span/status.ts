import type { CallExpression } from "oxc-parser";
import { addImport } from "../edits/add-import.ts";
import { bareStatement } from "../../facts/start-calls.ts";
import { editForThrow } from "../edits/edit-for-throw.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { calledMethod } from "../../facts/called-method.ts";
import { ownInVisits, ownReceived, startOf } from "../../facts/own-spans.ts";
import { ownThrow, thrown, words } from "../../facts/thrown.ts";
import { placeOf, statementOf, textOf } from "../../facts/program/places.ts";
import { pointAt, shownAt } from "../../facts/code-at.ts";
import { programOf } from "../../facts/program/program.ts";
import { rethrown, silentCatchIn } from "../edits/rethrow.ts";
import { visit } from "../../facts/run-facts.ts";
import { addAfter } from "../edits/edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";
import { removeStatement, replaceNode } from "../edits/edit-code.ts";
import type { Evidence, ReceivedSpan, SpanCall } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";

const ERROR = 2;
const OK = 1;

/** What passes and should still be fixed: what a span says of a failure. */
export const statusHabits: readonly Mistake[] = [
  {
    id: "exception-without-status",
    severity: "advice",
    learn: "also-when-it-fails",
    when(evidence) {
      const failed = ownReceived(evidence).find(
        ({ events, status }) => events.some(({ name }) => name === "exception") && status.code === "unset",
      );
      const made = failed && spanCall(evidence, failed, ({ call }) => call === "recordException");
      return (
        failed && {
          message: `recordException() notes the error on the span ${failed.name}, but the span does not count as failed: WHERE error = true does not find it.`,
          ...shownAt(evidence, made?.at),
          remedy: made && withStatus(evidence, made),
        }
      );
    },
  },
  {
    id: "ok-although-it-failed",
    severity: "advice",
    learn: "also-when-it-fails",
    when(evidence) {
      const failed = ownReceived(evidence).find(
        ({ visit: id, status }) =>
          status.code === "ok" && id !== undefined && visit(evidence, id).status === 500,
      );
      const made = failed && spanCall(evidence, failed, ({ code }) => code === OK);
      return (
        failed && {
          message: `The work failed and the span ${failed.name} says OK. The first OK is final; an ERROR that comes later is ignored. A span without a status is a span without an error.`,
          ...shownAt(evidence, made?.at),
          remedy: made && withoutStatus(evidence, made),
        }
      );
    },
  },
  {
    id: "error-although-it-went-well",
    severity: "advice",
    learn: "also-when-it-fails",
    when(evidence) {
      const red = ownReceived(evidence).find(
        ({ visit: id, status }) =>
          status.code === "error" && id !== undefined && visit(evidence, id).status === 200,
      );
      const made = red && spanCall(evidence, red, ({ code }) => code === ERROR);
      return (
        red && {
          message: `The span ${red.name} says error in a request that was answered with 200. Then WHERE error = true finds what works, too. Only a catch knows that the work failed.`,
          ...shownAt(evidence, made?.at),
          remedy: made && withoutStatus(evidence, made),
        }
      );
    },
  },
  {
    id: "status-unknown",
    severity: "advice",
    learn: "also-when-it-fails",
    when(evidence) {
      const place = unknownStatus(evidence);
      return (
        place && {
          message: `There is no ${place.text}, so the status that is set says nothing. There are SpanStatusCode.ERROR and, rarely needed, SpanStatusCode.OK.`,
          ...pointAt(place),
          remedy: place.meant ? edits(replaceNode(place.property, place.meant)) : undefined,
        }
      );
    },
  },
  {
    id: "failure-kept-in-a-catch",
    severity: "advice",
    learn: "also-when-it-fails",
    when(evidence) {
      const [error] = thrown(evidence.run);
      const place = ownThrow(evidence.run);
      const files = new Set(ownInVisits(evidence).flatMap(({ at }) => at?.file ?? []));
      if (!error || !place || files.has(place.file) || !losesFailures(evidence)) return undefined;
      const [silent] = [...files].flatMap((file) => silentCatchIn(evidence, file) ?? []);
      return (
        silent && {
          message: `Where the work fails, this catch keeps the error and returns nothing, so ${place.file}:${place.line} throws another one: ${error}. The first error, the one that you want to see, is lost.`,
          ...pointAt(placeOf(silent)),
          remedy: edits(rethrown(silent)),
        }
      );
    },
  },
  {
    id: "failure-that-hides-the-first",
    symptom: true,
    severity: "advice",
    learn: "also-when-it-fails",
    when(evidence) {
      const error = thrown(evidence.run).find((line) => /^(Reference|Type)Error: /.test(line));
      const place = ownThrow(evidence.run);
      return (
        error &&
        place &&
        losesFailures(evidence) &&
        evidence.run?.visits.some(({ status }) => status === 200) && {
          message: `Where the work fails, the code throws an error of its own: ${error}. The first error, the one that you want to see, is lost.`,
          ...shownAt(evidence, place),
          remedy: editForThrow(evidence, error, place),
        }
      );
    },
  },
  {
    id: "fields-dropped",
    symptom: true,
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when(evidence) {
      const full = ownReceived(evidence).find(({ droppedFields }) => droppedFields > 0);
      return (
        full && {
          message: `The span ${full.name} was given more fields than it takes: it holds ${Object.keys(full.fields).length}, and ${full.droppedFields} were dropped without a word.`,
          ...shownAt(
            evidence,
            evidence.run?.fieldsSet.findLast(({ spanId }) => spanId === full.spanId)?.at ??
              startOf(evidence, full)?.at,
          ),
          remedy: { kind: "ask", ask: "Decide which few fields someone will ask for, and set those." },
        }
      );
    },
  },
];

/** The first call of the learner's that added such a thing to a span. */
function spanCall(
  { run }: Evidence,
  { spanId }: ReceivedSpan,
  isIt: (call: SpanCall) => boolean,
): SpanCall | undefined {
  return run?.spanCalls.find((each) => each.spanId === spanId && isIt(each));
}

function callAt(evidence: Evidence, { at, call }: SpanCall): CallExpression | undefined {
  const found = programOf(evidence)
    .nodesAt(at)
    .flatMap((node) => (node.type === "CallExpression" && calledMethod(node) === call ? [node] : []));
  return found.length === 1 ? found[0] : undefined;
}

function withoutStatus(evidence: Evidence, made: SpanCall): Remedy | undefined {
  const call = callAt(evidence, made);
  return call && bareStatement(call) ? edits(removeStatement(call)) : undefined;
}

/** The status beside the exception, on the same span and of the same error. */
function withStatus(evidence: Evidence, made: SpanCall): Remedy | undefined {
  const call = callAt(evidence, made);
  const statement = call && bareStatement(call);
  const [first] = call?.arguments ?? [];
  const given = first?.type === "TSAsExpression" ? first.expression : first;
  if (!call || !statement || given?.type !== "Identifier" || call.callee.type !== "MemberExpression")
    return undefined;
  const program = programOf(evidence);
  const known = program.imports
    .filter(({ file, specifier }) => file === made.at.file && specifier === "@opentelemetry/api")
    .flatMap(({ names }) => names)
    .find(({ imported }) => imported === "SpanStatusCode");
  const span = textOf(call.callee.object);
  const line = `${span}.setStatus({ code: ${known?.local ?? "SpanStatusCode"}.ERROR, message: String(${given.name}) });`;
  const set = addAfter(fileOf(call), statementOf(call), line);
  return known
    ? edits(set)
    : edits(set, addImport(program, made.at.file, "SpanStatusCode", "@opentelemetry/api"));
}

/** Whether the store failed more often than its words came out: Express prints each error that gets through. */
function losesFailures({ run }: Evidence): boolean {
  const failed = run?.visits.filter(
    ({ status, path, headers }) =>
      status === 500 && (path.endsWith("borg") || headers?.["x-cruddur-user"] === "borg"),
  );
  return (failed?.length ?? 0) > [...words(run).matchAll(/assimilated by/g)].length;
}

/** The first `SpanStatusCode.Word` with a word that does not exist. */
function unknownStatus(evidence: Evidence) {
  const program = programOf(evidence);
  for (const node of program.nodes("MemberExpression")) {
    const { property, object, computed } = node;
    if (computed || property.type !== "Identifier" || object.type !== "Identifier") continue;
    const owner = program.valueOf(object);
    if (owner.kind !== "imported" || owner.from !== "@opentelemetry/api") continue;
    if (owner.path.join() !== "SpanStatusCode" || /^(UNSET|OK|ERROR)$/.test(property.name)) continue;
    const meant = ["UNSET", "OK", "ERROR"].find((word) => word === property.name.toUpperCase());
    return { ...placeOf(node), property, meant };
  }
  return undefined;
}
