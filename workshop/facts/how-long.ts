import type { Evidence, StartedSpan } from "../lab/evidence.ts";
import { ownReceived, serverSpan, spanMs } from "./own-spans.ts";

/** What the learner sees in the trace, as a sentence after another one; it proves nothing by itself. */
export function howLong(evidence: Evidence, { spanId, visit }: StartedSpan): string {
  const own = ownReceived(evidence).find((each) => each.spanId === spanId);
  const server = visit === undefined ? undefined : serverSpan(evidence, visit);
  return own && server
    ? ` In the trace it took ${spanMs(own).toFixed(1)} of the request's ${spanMs(server).toFixed(1)} ms.`
    : "";
}
