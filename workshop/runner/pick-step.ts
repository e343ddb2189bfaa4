import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findStep } from "../course/find-step.ts";
import { readChecklist } from "../course/read-checklist.ts";
import { readSteps } from "../course/read-steps.ts";
import type { Step } from "../course/step.ts";
import { nearestWord } from "../compose/nearest-word.ts";
import { UserFacingError } from "./user-facing-error.ts";

export interface Picked {
  readonly steps: readonly Step[];
  readonly step: Step;
}

/** The step that a word names; without one, the first that is not ticked in the journal. */
export function pickStep(root: string, query: string | undefined): Picked {
  const steps = courseSteps(root);
  return { steps, step: query === undefined ? firstOpen(root, steps) : named(steps, query) };
}

/** The course's steps; a broken course is named, because a learner can bring it back. */
export function courseSteps(root: string): Step[] {
  const steps = explained(() => readSteps(root));
  if (steps.length > 0) return steps;
  throw new UserFacingError({
    what: "There are no steps in steps/.",
    next: "git checkout -- steps",
    exitCode: 2,
  });
}

/** Where to go on behind a step: to the next one that is open, else to one that was left out before it. */
export function stepAfter(root: string, steps: readonly Step[], step: Step): Step | undefined {
  const ticked = tickedSteps(root, steps);
  const later = steps.slice(steps.indexOf(step) + 1);
  return [...later, ...steps].find((each) => each !== step && !ticked.has(each.slug));
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

function firstOpen(root: string, steps: readonly Step[]): Step {
  const ticked = tickedSteps(root, steps);
  return steps.find(({ slug }) => !ticked.has(slug)) ?? (steps.at(-1) as Step);
}

function named(steps: readonly Step[], query: string): Step {
  const found = findStep(steps, query);
  if (found.ok) return found.step;
  const names = steps.flatMap(({ slug }) => [slug, slug.slice(3)]);
  const near = /\d/.test(query) ? undefined : nearestWord(query, names);
  throw new UserFacingError({
    what: found.message,
    next: near ? `npm run check:step ${near}` : "npm run progress",
    exitCode: 2,
  });
}

function explained<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error) || "code" in error) throw error;
    throw new UserFacingError({ what: error.message, next: "git checkout -- steps", exitCode: 2 });
  }
}
