import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Step } from "../course/step.ts";
import type { CourseNow } from "../receiver/receiver-options.ts";
import type { ExpectedSpan } from "../trace/match-tree.ts";
import { readLastReport } from "./last-report.ts";
import { courseSteps } from "./pick-step.ts";
import { standingsOf } from "./standings.ts";

/** Where the learner stands, for the trace page: the journal's steps, the last check, and the tree of the open step. */
export async function courseNow(root: string): Promise<CourseNow> {
  const steps = courseSteps(root);
  const standings = standingsOf(root, steps);
  const current = steps.find((_, index) => standings[index] === "open");
  return {
    status: {
      steps: steps.map(({ number, slug, title }, index) => ({
        number,
        slug,
        title,
        state: standings[index] ?? "open",
      })),
      current: current?.number ?? null,
      lastReport: readLastReport(root) ?? null,
    },
    expected: await expectedNear(steps, current ? steps.indexOf(current) : steps.length - 1),
  };
}

/** Not every step is about one trace: then the tree of the nearest step before holds, or of the first that comes. */
async function expectedNear(steps: readonly Step[], here: number): Promise<CourseNow["expected"]> {
  for (const step of [...steps.slice(0, here + 1).reverse(), ...steps.slice(here + 1)]) {
    const expected = await expectedOf(step);
    if (expected) return expected;
  }
  return null;
}

async function expectedOf(step: Step): Promise<CourseNow["expected"]> {
  const file = join(step.folder, "scenario.ts");
  if (!existsSync(file)) return null;
  const { expected } = (await import(pathToFileURL(file).href)) as { expected?: ExpectedSpan };
  return expected ? { step: { number: step.number, title: step.title }, root: expected } : null;
}
