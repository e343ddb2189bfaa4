import { lineAt, shownAt } from "../../facts/code-at.ts";
import { ownInVisits, ownReceived, serverSpan, spanMs } from "../../facts/own-spans.ts";
import { spanFrame } from "../../facts/span-frame.ts";
import type { Evidence, StartedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";

/** What passes and should still be mended: when a span begins and ends beside others. */
export const timeHabits: readonly Mistake[] = [
  {
    id: "side-by-side",
    severity: "advice",
    learn: "the-current-span",
    when: (evidence) => {
      const pair = sideBySide(evidence);
      return (
        pair && {
          message: `The spans ${pair.outer.name} and ${pair.inner.name} stand side by side in the trace, although the second begins and ends within the first: startSpan does not make a span the current one. If the one is part of the other, the trace does not say so.`,
          ...shownAt(evidence, pair.inner.at),
          fix: `Let startActiveSpan start the outer one, around both:\n${spanFrame(pair.outer.name)}`,
        }
      );
    },
  },
  {
    id: "after-the-answer",
    severity: "advice",
    learn: "around-the-work",
    when: (evidence) => {
      const late = ownInVisits(evidence).find((span) => beginsLate(evidence, span));
      return (
        late && {
          message: `The span ${late.name} begins when its request has already been answered. In the trace it stands behind the end of its parent, and a process that stops may lose it.`,
          ...shownAt(evidence, late.at),
          fix: "Wait for that work before you answer, or give it a trace of its own with a link to the request.",
        }
      );
    },
  },
  {
    id: "open-after-the-answer",
    symptom: true,
    severity: "advice",
    learn: "around-the-work",
    when: (evidence) => {
      const late = ownInVisits(evidence).find(
        (span) => endsLate(evidence, span) && !beginsLate(evidence, span),
      );
      return (
        late && {
          message: `The span ${late.name} is still open when its request has been answered${howMuchLater(evidence, late)}. Its time then says nothing of what somebody waited for, and a process that stops loses it.`,
          ...shownAt(evidence, late.endings[0]?.at ?? late.at),
          fix: `Wait for that work before you answer, and end the span with it:\n${spanFrame(late.name)}`,
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

function howMuchLater(evidence: Evidence, { spanId, visit: id }: StartedSpan): string {
  const sent = ownReceived(evidence).find((each) => each.spanId === spanId);
  const server = id === undefined ? undefined : serverSpan(evidence, id);
  if (!sent || !server || sent.end <= server.end) return "";
  return `, and ends ${Math.round(spanMs({ start: server.end, end: sent.end }))} ms later`;
}

/** Two spans of one function, the second within the first by the order of things, and yet with the same parent. */
function sideBySide(evidence: Evidence): { outer: StartedSpan; inner: StartedSpan } | undefined {
  const spans = ownInVisits(evidence).filter(({ endings }) => endings.length > 0);
  for (const outer of spans) {
    if (!/startSpan\(/.test(lineAt(evidence, outer.at))) continue;
    const inner = spans.find(
      (each) =>
        each.visit === outer.visit &&
        each.parentSpanId === outer.parentSpanId &&
        each.at?.file === outer.at?.file &&
        each.began > outer.began &&
        (each.endings[0]?.moment ?? Infinity) < (outer.endings[0]?.moment ?? 0) &&
        /startSpan\(/.test(lineAt(evidence, each.at)) &&
        each.at?.line !== outer.at?.line,
    );
    if (inner) return { outer, inner };
  }
  return undefined;
}
