import type { Answered, JudgedEvidence, Exchange, ReceivedSpan, RunEvidence } from "../lab/evidence.ts";
import { NotReached } from "./outcome.ts";

const HONEYCOMB = /^https:\/\/api(\.eu1)?\.honeycomb\.io\//;

/** The run, for promises about a running backend. */
export function runOf({ run }: JudgedEvidence): RunEvidence {
  if (!run) throw new NotReached("the backend could not be started");
  return run;
}

/** The answer to one of the lab's requests. */
export function visit(evidence: JudgedEvidence, id: string): Answered {
  const found = runOf(evidence).visits.find((answered) => answered.id === id);
  if (!found) throw new NotReached("the backend does not listen");
  return found;
}

/** What Honeycomb was sent as traces; metrics and logs are sent by exporters of their own. */
export function traceExchanges({ exchanges }: RunEvidence): Exchange[] {
  return exchanges.filter(({ signal }) => signal === undefined || signal === "traces");
}

/** Requests to Honeycomb's trace endpoint that were accepted and held spans. */
export function acceptedExports(run: RunEvidence): Exchange[] {
  return run.exchanges.filter((exchange, index) => {
    const holdsSpans = run.spans.some((span) => span.exchange === index);
    return (
      HONEYCOMB.test(exchange.url) &&
      exchange.url.endsWith("/v1/traces") &&
      exchange.status === 200 &&
      holdsSpans
    );
  });
}

/** The spans that Honeycomb accepted, each once. */
export function acceptedSpans(run: RunEvidence): ReceivedSpan[] {
  const accepted = new Set(acceptedExports(run).map((exchange) => run.exchanges.indexOf(exchange)));
  const seen = new Set<string>();
  return run.spans.filter(({ exchange, traceId, spanId }) => {
    if (!accepted.has(exchange) || seen.has(traceId + spanId)) return false;
    seen.add(traceId + spanId);
    return true;
  });
}

/** The accepted spans of one visit: those started while it was served, and whatever shares their traces. */
export function spansOf(evidence: JudgedEvidence, visitId: string): ReceivedSpan[] {
  const spans = acceptedSpans(runOf(evidence));
  const traces = new Set(spans.filter((span) => span.visit === visitId).map(({ traceId }) => traceId));
  return spans.filter(({ traceId }) => traces.has(traceId));
}
