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
    expected: await expectedOf(current ?? steps.at(-1)),
  };
}

async function expectedOf(step: Step | undefined): Promise<CourseNow["expected"]> {
  const file = step && join(step.folder, "scenario.ts");
  if (!step || !file || !existsSync(file)) return null;
  const { expected } = (await import(pathToFileURL(file).href)) as { expected?: ExpectedSpan };
  return expected ? { step: { number: step.number, title: step.title }, root: expected } : null;
}
