import { acceptedExports } from "./run-facts.ts";
import type { RunEvidence } from "../lab/evidence.ts";

/** It ended before it listened, or an error had ended its code and something kept the process. */
export function crashed(run: RunEvidence | undefined): run is RunEvidence {
  return run?.outcome.kind === "exited" || (run?.outcome.kind === "never-listened" && !!run.uncaught);
}

export function running(run: RunEvidence | undefined): run is RunEvidence {
  return run?.outcome.kind === "listened";
}

/** It runs, and Honeycomb accepted no span of it. */
export function sendsNothing(run: RunEvidence | undefined): run is RunEvidence {
  return running(run) && acceptedExports(run).length === 0;
}

/** Whether an instrumentation, or anything else of this name, made a span while a request was served. */
export function madeSpans(run: RunEvidence, scope: string): boolean {
  return run.started.some((span) => span.scope === scope && span.visit !== undefined);
}
