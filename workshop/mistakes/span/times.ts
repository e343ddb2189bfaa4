import { ownInVisits, ownReceived, serverSpan, spanMs } from "../../facts/own-spans.ts";
import { shownAt } from "../../facts/code-at.ts";
import { startCallOf } from "../../facts/start-calls.ts";
import type { Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";

/** What passes and should still be fixed: when a span begins and ends beside others. */
export const timeHabits: readonly Mistake[] = [
  {
    id: "side-by-side",
    severity: "advice",
    learn: "the-current-span",
    when(evidence) {
      const pair = sideBySide(evidence);
      return (
        pair && {
          message: `The spans ${pair.outer.name} and ${pair.inner.name} are side by side in the trace, although the second begins and ends within the first: startSpan does not make a span the current one. If one is part of the other, start the outer one with startActiveSpan.`,
          ...shownAt(evidence, pair.inner.at),
        }
      );
    },
  },
  {
    id: "after-the-answer",
    severity: "advice",
    learn: "around-the-work",
    when(evidence) {
      const late = ownInVisits(evidence).find((span) => beginsLate(evidence, span));
      return (
        late && {
          message: `The span ${late.name} begins when its request has already been answered. In the trace it comes after the end of its parent, and a process that stops may lose it.`,
          ...shownAt(evidence, late.at),
          remedy: {
            kind: "ask",
            ask: "Decide whether the answer should wait for that work, or whether the work is a trace of its own, with a link to the request.",
          },
        }
      );
    },
  },
  {
    id: "open-after-the-answer",
    symptom: true,
    severity: "advice",
    learn: "around-the-work",
    when(evidence) {
      const late = ownInVisits(evidence).find(
        (span) => endsLate(evidence, span) && !beginsLate(evidence, span) && hasAnswer(evidence, span),
      );
      return (
        late && {
          message: `The span ${late.name} is still open when its request has been answered${howMuchLater(evidence, late)}. It is longer than what the user waited for, and a process that stops loses it.`,
          ...shownAt(evidence, late.endings[0]?.at ?? late.at),
        }
      );
    },
  },
];

/** Begun when the span of the request itself had ended, by the order of things. */
function beginsLate({ run }: Evidence, { began, visit: id }: StartedSpan): boolean {
  const server = run?.started.find(
    ({ visit: asked, by, parentSpanId }) =>
      asked === id && parentSpanId === undefined && by === "@opentelemetry/instrumentation-http",
  );
  return began > (server?.endings[0]?.moment ?? Infinity);
}

/** Ended when the answer was out and all that ends with it had ended. */
function endsLate({ run }: Evidence, { endings, visit: id }: StartedSpan): boolean {
  const out = run?.served.find(({ visit: asked }) => asked === id)?.moment ?? Infinity;
  return (endings[0]?.moment ?? 0) > out;
}

/** An answer that is empty got lost: then it is not the span that is late. */
function hasAnswer({ run }: Evidence, { visit: asked }: StartedSpan): boolean {
  return run?.visits.some(({ id, response }) => id === asked && Boolean(response)) === true;
}

function howMuchLater(evidence: Evidence, { spanId, visit: id }: StartedSpan): string {
  const sent = ownReceived(evidence).find((each) => each.spanId === spanId);
  const server = id === undefined ? undefined : serverSpan(evidence, id);
  if (!sent || !server || sent.end <= server.end) return "";
  return `, and ends ${Math.round(spanMs({ start: server.end, end: sent.end }))} ms later`;
}

/** Two spans of one function, the second within the first by the order of things, and yet with the same parent. */
function sideBySide(evidence: Evidence): { outer: StartedSpan; inner: StartedSpan } | undefined {
  const spans = ownInVisits(evidence).filter(({ endings }) => endings.length > 0);
  const isPlain = (span: StartedSpan) => startCallOf(evidence, span)?.method === "startSpan";
  for (const outer of spans) {
    const inner = spans.find((each) => isWithin(each, outer) && isPlain(each) && isPlain(outer));
    if (inner) return { outer, inner };
  }
  return undefined;
}

function isWithin(inner: StartedSpan, outer: StartedSpan): boolean {
  return (
    inner.visit === outer.visit &&
    inner.parentSpanId === outer.parentSpanId &&
    inner.at?.file === outer.at?.file &&
    inner.at?.line !== outer.at?.line &&
    inner.began > outer.began &&
    (inner.endings[0]?.moment ?? Infinity) < (outer.endings[0]?.moment ?? 0)
  );
}
