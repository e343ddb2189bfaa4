import type { Evidence } from "../lab/evidence.ts";
import { acceptedSpans } from "./run-facts.ts";
import { INSTRUMENTATION } from "./own-spans.ts";

/** Spans of instrumentations that the learner's code gave another name. */
export function renamedSpans({ run }: Evidence) {
  return (run?.renamed ?? []).flatMap(({ spanId, name, at }) => {
    const span = run?.started.find((each) => each.spanId === spanId);
    if (!span || !INSTRUMENTATION.test(span.scope)) return [];
    const arrived = run && acceptedSpans(run).find((each) => each.spanId === spanId);
    return [{ to: name, at, maker: makerOf(span.scope), arrivedAs: arrived?.name }];
  });
}

/** An instrumentation as a learner knows it. */
export function makerOf(scope: string): string {
  const library = scope.replace(INSTRUMENTATION, "");
  return library === "express" ? "Express" : `the ${library} instrumentation`;
}
