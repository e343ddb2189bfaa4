import { calls, placeOf, type Place } from "../../facts/look-in-sources.ts";
import { lineAt, pointAt, shownAt } from "../../facts/code-at.ts";
import { nodesOf } from "../../facts/source-tree.ts";
import { ownInVisits, ownReceived, startOf } from "../../facts/own-spans.ts";
import { ownThrow, thrown, words } from "../../facts/thrown.ts";
import { remedyForThrow } from "../../facts/remedy-for-throw.ts";
import { visit } from "../../facts/run-facts.ts";
import type { CodeLine, Evidence, ReceivedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { silentCatch } from "../../facts/silent-catch.ts";

/** What passes and should still be mended: what a span says of a failure. */
export const statusHabits: readonly Mistake[] = [
  {
    id: "exception-without-status",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const failed = ownReceived(evidence).find(
        ({ events, status }) => events.some(({ name }) => name === "exception") && status.code === "unset",
      );
      const place = failed && callAbout(evidence, failed, /^recordException$/);
      const [, span = "span", error = "error"] =
        /^(\w+)\??\.recordException\((\w+)/.exec(place?.text ?? "") ?? [];
      return (
        failed && {
          message: `recordException() notes the error on the span ${failed.name}, but the span does not count as failed: WHERE error = true does not find it.`,
          ...(place && pointAt(place)),
          fix: `Import SpanStatusCode beside trace, and in the catch:\n${span}.setStatus({ code: SpanStatusCode.ERROR, message: String(${error}) });`,
        }
      );
    },
  },
  {
    id: "ok-although-it-failed",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const failed = ownReceived(evidence).find(
        ({ visit: id, status }) =>
          status.code === "ok" && id !== undefined && visit(evidence, id).status === 500,
      );
      const place = failed && callAbout(evidence, failed, /^setStatus$/, /\bOK\b|\b1\b/);
      return (
        failed && {
          message: `The work failed and the span ${failed.name} says OK. The first OK is final; an ERROR that comes later is ignored.`,
          ...(place && pointAt(place)),
          fix: "Take the OK away. A span without a status is a span without an error.",
        }
      );
    },
  },
  {
    id: "error-although-it-went-well",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const red = ownReceived(evidence).filter(
        ({ visit: id, status }) =>
          status.code === "error" && id !== undefined && visit(evidence, id).status === 200,
      );
      const place = red[0] && callAbout(evidence, red[0], /^setStatus$/, /\bERROR\b|\b2\b/);
      return (
        red[0] && {
          message: `The span ${red[0].name} says error in a request that was answered well. Then WHERE error = true finds what works, too.`,
          ...(place && pointAt(place)),
          fix: "Set ERROR in the catch alone. A span without a status is a span without an error.",
        }
      );
    },
  },
  {
    id: "status-unknown",
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const place = unknownStatus(evidence);
      const word = place?.text;
      return (
        place &&
        word && {
          message: `There is no ${word}, so the status that is set says nothing. The words are SpanStatusCode.ERROR and, rarely needed, SpanStatusCode.OK.`,
          ...shownAt(evidence, place),
          fix: lineAt(evidence, place).replace(word, "SpanStatusCode.ERROR"),
        }
      );
    },
  },
  {
    id: "failure-kept-in-a-catch",
    severity: "advice",
    learn: "also-when-it-fails",
    hides: ["failure-that-hides-the-first"],
    when: (evidence) => {
      const [error] = thrown(evidence.run);
      const place = ownThrow(evidence.run);
      const files = new Set(ownInVisits(evidence).flatMap(({ at }) => at?.file ?? []));
      if (!error || !place || files.has(place.file) || !losesFailures(evidence)) return undefined;
      const [silent] = [...files].flatMap((file) => silentCatch(evidence, file) ?? []);
      return (
        silent && {
          message: `Where the work fails, this catch keeps the error for itself and gives nothing back, so ${place.file}:${place.line} stumbles over nothing: ${error}. The first error, the one that you want to see, is lost.`,
          ...pointAt(silent),
          fix: "In the catch, throw again:\n} catch (error) {\n  throw error;",
        }
      );
    },
  },
  {
    id: "failure-that-hides-the-first",
    symptom: true,
    severity: "advice",
    learn: "also-when-it-fails",
    when: (evidence) => {
      const error = thrown(evidence.run).find((line) => /^(Reference|Type)Error: /.test(line));
      const place = ownThrow(evidence.run);
      return (
        error &&
        place &&
        losesFailures(evidence) &&
        evidence.run?.visits.some(({ status }) => status === 200) && {
          message: `Where the work fails, the code throws an error of its own: ${error}. The first error, the one that you want to see, is lost.`,
          ...shownAt(evidence, place),
          fix:
            remedyForThrow(evidence, error, place) ??
            "Mend that line, and throw the first error again:\nthrow error;",
        }
      );
    },
  },
  {
    id: "fields-dropped",
    symptom: true,
    severity: "advice",
    learn: "one-name-for-one-kind-of-work",
    when: (evidence) => {
      const full = ownReceived(evidence).find(({ droppedFields }) => droppedFields > 0);
      return (
        full && {
          message: `The span ${full.name} was given more fields than it takes: ${full.droppedFields} of them were thrown away without a word. It holds ${Object.keys(full.fields).length}.`,
          ...shownAt(
            evidence,
            evidence.run?.fieldsSet.findLast(({ spanId }) => spanId === full.spanId)?.at ??
              startOf(evidence, full)?.at,
          ),
          fix: "Choose the few that somebody will ask for.",
        }
      );
    },
  },
];

/** The call in the file that started the span, of those whose text says so; the first one in it. */
function callAbout(evidence: Evidence, span: ReceivedSpan, name: RegExp, says = /(?:)/): Place | undefined {
  const file = startOf(evidence, span)?.at?.file;
  const found = calls(evidence.backend.sources, name);
  const saying = found.filter(({ text }) => says.test(text));
  const all = saying.length > 0 ? saying : found;
  return all.find((each) => each.file === file) ?? all[0];
}

/** Whether the store failed more often than its words came out: Express prints each error that gets through. */
function losesFailures({ run }: Evidence): boolean {
  const failed = run?.visits.filter(
    ({ status, path, headers }) =>
      status === 500 && (path.endsWith("borg") || headers?.["x-cruddur-user"] === "borg"),
  );
  return (failed?.length ?? 0) > [...words(run).matchAll(/assimilated by/g)].length;
}

/** The first `SpanStatusCode.Word` with a word that there is not. */
function unknownStatus({ backend }: Evidence): (CodeLine & { readonly text: string }) | undefined {
  for (const source of backend.sources) {
    if (!source.text.includes("SpanStatusCode.")) continue;
    for (const node of nodesOf(source)) {
      if (node.type !== "MemberExpression") continue;
      const { file, line, text } = placeOf(source, node);
      if (/^SpanStatusCode\.(?!UNSET$|OK$|ERROR$)\w+$/.test(text)) return { file, line, text };
    }
  }
  return undefined;
}
