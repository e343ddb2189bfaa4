import type { Evidence } from "../lab/evidence.ts";

let current: Evidence | undefined;

/** The evidence that the runner handed to this check. */
export function evidence(): Evidence {
  if (!current) throw new Error("No evidence was handed over. Run the check with: npm run check:step");
  return current;
}

export function handOver(given: Evidence): void {
  current = given;
}
