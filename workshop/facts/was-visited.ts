import type { Evidence } from "../lab/evidence.ts";

/** Whether the home feed answered with an SDK in place: a span would have begun there. */
export function wasVisited({ run }: Evidence): boolean {
  if (run?.outcome.kind !== "listened" || !run.sdk.provider) return false;
  return run.visits.some(({ id, status }) => id === "andrewbrown" && status !== undefined);
}
