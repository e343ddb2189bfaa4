import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findStep } from "../course/find-step.ts";
import { readChecklist } from "../course/read-checklist.ts";
import { readSteps } from "../course/read-steps.ts";
import type { Step } from "../course/step.ts";
import { nearest } from "./nearest.ts";
import { UserFacingError } from "./user-facing-error.ts";

export interface Picked {
  readonly steps: readonly Step[];
  readonly step: Step;
  readonly nextStep: Step | undefined;
}

/** The step that a word names; without one, the first that is not ticked in the journal. */
export function pickStep(root: string, query: string | undefined): Picked {
  const steps = readSteps(root);
  const ticked = tickedSteps(root, steps);
  const step =
    query === undefined
      ? (steps.find(({ slug }) => !ticked.has(slug)) ?? steps.at(-1))
      : findStep(steps, query);
  if (!step) throw unknownStep(steps, query);
  return { steps, step, nextStep: steps[steps.indexOf(step) + 1] };
}

/** The slugs of the steps that the journal says are done. */
export function tickedSteps(root: string, steps: readonly Step[]): ReadonlySet<string> {
  const slugs = steps.map(({ slug }) => slug);
  const boxes = readChecklist(readJournal(root) ?? "", slugs);
  return new Set(slugs.filter((slug) => boxes.get(slug)?.ticked));
}

/** The journal's text; nothing where there is none. */
export function readJournal(root: string): string | undefined {
  try {
    return readFileSync(join(root, "journal/week2.md"), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function unknownStep(steps: readonly Step[], query = ""): UserFacingError {
  const near = nearest(
    query,
    steps.flatMap(({ number, slug }) => [String(number), slug]),
  );
  const all = steps.map(({ number, slug }) => `${number} (${slug})`).join(", ");
  return new UserFacingError({
    what: `There is no step ${query}. The steps are ${all}.`,
    next: near ? `the nearest is ${near}` : "npm run progress",
    exitCode: 2,
  });
}
