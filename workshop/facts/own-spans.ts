import type { JudgedEvidence, ReceivedSpan, StartedSpan } from "../lab/evidence.ts";
import { acceptedSpans, runOf } from "./run-facts.ts";

export const INSTRUMENTATION = /^@opentelemetry\/instrumentation-/;

/** The spans that the learner's own code started, in a visit or outside of any. */
export function ownStarted({ run }: JudgedEvidence): StartedSpan[] {
  return run?.started.filter(({ scope }) => !INSTRUMENTATION.test(scope)) ?? [];
}

/** The accepted spans that the learner's own code started. */
export function ownReceived({ run }: JudgedEvidence): ReceivedSpan[] {
  return run ? acceptedSpans(run).filter(({ scope }) => !INSTRUMENTATION.test(scope.name)) : [];
}

/** The spans that the learner's own code started while a visit was served. */
export function ownInVisits(evidence: JudgedEvidence): StartedSpan[] {
  const visits = new Set(evidence.run?.visits.map(({ id }) => id));
  return ownStarted(evidence).filter(({ visit }) => visit !== undefined && visits.has(visit));
}

/** A span that arrived, as it was started. */
export function startOf({ run }: JudgedEvidence, span: ReceivedSpan | undefined): StartedSpan | undefined {
  return span && run?.started.find(({ spanId }) => spanId === span.spanId);
}

/** The span of the request itself, which the HTTP instrumentation makes. */
export function serverSpan(evidence: JudgedEvidence, visitId: string): ReceivedSpan | undefined {
  return acceptedSpans(runOf(evidence)).find(
    ({ visit, kind, scope }) => visit === visitId && kind === "server" && INSTRUMENTATION.test(scope.name),
  );
}

/** The span's parent, the parent's parent and so on, as far as they arrived. */
export function ancestorsOf(evidence: JudgedEvidence, span: ReceivedSpan): ReceivedSpan[] {
  const all = new Map(acceptedSpans(runOf(evidence)).map((each) => [each.traceId + each.spanId, each]));
  const found = new Set<ReceivedSpan>();
  for (
    let at = all.get(span.traceId + span.parentSpanId);
    at && !found.has(at);
    at = all.get(at.traceId + at.parentSpanId)
  )
    found.add(at);
  return [...found];
}

/** Why a span is not part of its own request; nothing when it is. */
export function strayProblem(evidence: JudgedEvidence, span: ReceivedSpan): string | undefined {
  if (span.visit === undefined) return `${span.name} was started outside of any request`;
  const server = serverSpan(evidence, span.visit);
  if (!server) return undefined;
  const family = ancestorsOf(evidence, span);
  if (family.includes(server)) return undefined;
  if (span.parentSpanId === undefined) return `${span.name} has no parent: it is a trace of its own`;
  const other = family.find(({ visit }) => visit !== span.visit);
  if (other) return `${span.name} hangs below ${other.name} of another request`;
  return `the parent of ${span.name} never arrived`;
}

/** How long the span took, in milliseconds. */
export function spanMs({ start, end }: Pick<ReceivedSpan, "start" | "end">): number {
  return Number(end - start) / 1e6;
}
