import { acceptedSpans } from "../../facts/run-facts.ts";
import { ancestorsOf, ownInVisits, ownReceived, serverSpan, startOf } from "../../facts/own-spans.ts";
import { linesFrom, shownAt } from "../../facts/code-at.ts";
import { spanFrame } from "../../facts/span-frame.ts";
import type { Evidence, ReceivedSpan } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { HOME_SPAN } from "../../facts/home-span.ts";

/** A span that is not below the request that made it, or does not arrive. */
export const parentMistakes: readonly Mistake[] = [
  {
    id: "span-is-a-root",
    symptom: true,
    lasting: true,
    learn: "the-current-span",
    when: (evidence) => {
      const root = inRequests(evidence).find(({ parentSpanId }) => parentSpanId === undefined);
      const start = startOf(evidence, root);
      const code = linesFrom(evidence, start?.at);
      const why = start?.options.includes("root")
        ? "The option root: true does that."
        : /ROOT_CONTEXT/.test(code)
          ? "ROOT_CONTEXT does that: it is a context without a current span."
          : "It was started with a context that holds no span.";
      return (
        root && {
          message: `The span ${root.name} has no parent: it is a trace of its own, apart from the request that made it. ${why}`,
          ...shownAt(evidence, start?.at),
          fix: `Leave options and context away; the span finds its parent by itself:\n${spanFrame(root.name)}`,
        }
      );
    },
  },
  {
    id: "span-under-another-request",
    lasting: true,
    learn: "the-current-span",
    when: (evidence) => {
      const stray = inRequests(evidence).find(
        (span) => isStray(evidence, span) && ofAnotherRequest(evidence, span),
      );
      return (
        stray && {
          message: `The span ${stray.name} of one request hangs in the trace of another. A context or a span is kept in a variable outside of the function, and requests that run at once share it.`,
          ...shownAt(evidence, startOf(evidence, stray)?.at),
          fix: `Keep nothing of a request outside of the function:\n${spanFrame(stray.name)}`,
        }
      );
    },
  },
  {
    id: "parent-of-nobody",
    lasting: true,
    learn: "the-current-span",
    when: (evidence) => {
      const stray = inRequests(evidence).find(
        (span) => isStray(evidence, span) && !ofAnotherRequest(evidence, span),
      );
      const unended = evidence.run?.started.find(
        ({ spanId, ended }) => spanId === parentOf(evidence, stray)?.parentSpanId && ended === 0,
      );
      return (
        stray &&
        !unended && {
          message: `The span ${stray.name} has a parent that never arrived: no span of this run has the id ${parentOf(evidence, stray)?.parentSpanId}. In a trace it stands without its request, and a question that starts from the root does not find it.`,
          ...shownAt(evidence, startOf(evidence, stray)?.at),
          fix: `Make up no parent; the span finds its own by itself:\n${spanFrame(stray.name)}`,
        }
      );
    },
  },
  {
    id: "span-not-recorded",
    lasting: true,
    learn: "every-span-must-end",
    when: (evidence) => {
      const dark = ownInVisits(evidence).find(({ recording }) => !recording);
      return (
        dark &&
        ownReceived(evidence).every(({ spanId }) => spanId !== dark.spanId) &&
        dark.visit !== undefined &&
        serverSpan(evidence, dark.visit) && {
          message: `The span ${dark.name} records nothing, although its request does: tracing is suppressed where it starts, or a sampler decided against it.`,
          ...shownAt(evidence, dark.at),
          fix: `Start it in the request's own context, without suppressTracing() and without a sampler:\n${spanFrame(dark.name)}`,
        }
      );
    },
  },
  {
    id: "span-kept-back",
    symptom: true,
    lasting: true,
    learn: "every-span-must-end",
    when: (evidence) => {
      const sent = new Set<string>(ownReceived(evidence).map(({ spanId }) => spanId));
      const lost = ownInVisits(evidence).find(
        ({ spanId, recording, ended, visit }) =>
          recording &&
          ended > 0 &&
          !sent.has(spanId) &&
          visit !== undefined &&
          serverSpan(evidence, visit) !== undefined,
      );
      return (
        lost &&
        !evidence.run?.uncaught && {
          message: `The span ${lost.name} was ended, but did not arrive, although its request's other spans did. Something between the tracer and the exporter keeps it back.`,
          ...shownAt(evidence, lost.at),
          fix: `Look into ${evidence.run?.sdk.provider?.at?.file ?? "backend/src/instrumentation.ts"} for a span processor, or a list of names, that lets only some spans through, and take it away.`,
        }
      );
    },
  },
];

/** The learner's own spans that arrived from the lab's requests whose own span arrived too; a browser's are others. */
function inRequests(evidence: Evidence): ReceivedSpan[] {
  const sent = new Set(evidence.run?.visits.map(({ id }) => id));
  return ownReceived(evidence)
    .filter(
      ({ visit }) => visit !== undefined && sent.has(visit) && serverSpan(evidence, visit) !== undefined,
    )
    .sort((a, b) => Number(b.name === HOME_SPAN) - Number(a.name === HOME_SPAN));
}

function isStray(evidence: Evidence, span: ReceivedSpan): boolean {
  const server = span.visit === undefined ? undefined : serverSpan(evidence, span.visit);
  return (
    server !== undefined && span.parentSpanId !== undefined && !ancestorsOf(evidence, span).includes(server)
  );
}

/** Whether the trace in which it hangs is the one of another request. */
function ofAnotherRequest({ run }: Evidence, span: ReceivedSpan): boolean {
  const spans = run ? acceptedSpans(run) : [];
  return spans.some(
    ({ traceId, visit, kind }) => traceId === span.traceId && visit !== span.visit && kind === "server",
  );
}

/** The topmost span above it that arrived, whose parent is the one that did not. */
function parentOf(evidence: Evidence, span: ReceivedSpan | undefined): ReceivedSpan | undefined {
  return span && (ancestorsOf(evidence, span).at(-1) ?? span);
}
