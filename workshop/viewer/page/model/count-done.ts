import type { CourseStatus } from "../../../receiver/page-api.ts";

/** The steps that are ticked. A step whose files changed since is one of them, as in `npm run progress`. */
export function countDone(steps: CourseStatus["steps"]): number {
  return steps.filter(({ state }) => state !== "open").length;
}
