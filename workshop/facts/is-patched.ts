import type { RunEvidence } from "../lab/evidence.ts";

/** What the instrumentations say at debug level; a provider by hand has no logger, and says nothing. */
export function isPatched(run: RunEvidence, module: string): boolean {
  return run.diagnostics.some(
    ({ text }) => text.includes("Applying instrumentation patch") && text.includes(`"module":"${module}"`),
  );
}
