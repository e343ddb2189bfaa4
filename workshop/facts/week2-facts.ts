import type { JudgedEvidence, RecordedRun } from "../lab/evidence.ts";
import { NotReached } from "./outcome.ts";

/** The run that `npm run load` recorded, for promises about it. */
export function week2Of({ recorded }: JudgedEvidence): RecordedRun {
  const run = recorded?.week2;
  if (!run || run.spans.length === 0) throw new NotReached("the run week2 is not recorded yet");
  return run;
}

/** By nearest rank; undefined without values. Between two ranks others interpolate, which is within any tolerance here. */
export function percentileOf(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)];
}
