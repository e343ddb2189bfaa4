import { join } from "node:path";
import { readSteps } from "../course/read-steps.ts";
import { isPassed, makeReport, type StepVerdict } from "../findings/make-report.ts";
import { readMistakes, readScenario } from "../findings/read-step-rules.ts";
import type { CheckReport } from "../findings/report.ts";
import { checkTypes } from "../lab/check-types.ts";
import { gatherEvidence, type Ran } from "../lab/gather-evidence.ts";
import { joinScenarios } from "../lab/scenario.ts";
import { readRecorded } from "../receiver/read-recorded.ts";
import { judgeHere } from "./judge-here.ts";
import { COURSE } from "./course-folder.ts";

/** Longer than a learner waits: what a proof reads must not depend on how busy the machine is. */
const TYPES_PATIENCE_MS = 60_000;

/** What a start has shown, by the name under which others may have it too. */
const shown = new Map<string, Promise<Ran | undefined>>();

/**
 * Checks a copy of a learner's files at a step, as `npm run check:step` does. Copies that share a run have the same
 * backend, so it is started for the first of them alone.
 */
export async function checkCopy(
  root: string,
  number: number,
  shell: Readonly<Record<string, string>> = {},
  sharedRun?: string,
): Promise<CheckReport> {
  const started = performance.now();
  const steps = readSteps(COURSE).filter((step) => step.number <= number);
  const scenario = joinScenarios(await Promise.all(steps.map(readScenario)));
  const cache = join(COURSE, "node_modules/.cache/workshop");
  const { PATH = "", HOME = "" } = process.env;
  const own = Object.entries(shell).map(([name, value]) => [name, value.replaceAll("$ROOT", root)]);
  const evidence = await gatherEvidence({
    root,
    shell: { PATH, HOME, ...Object.fromEntries(own) },
    scenario,
    cache,
    readRecorded: () => readRecorded(root),
    ...(sharedRun !== undefined && {
      run: async (start) => {
        const known = shown.get(sharedRun) ?? start();
        shown.set(sharedRun, known);
        return await known;
      },
    }),
  });
  const verdicts = await judgeHere(steps, evidence);
  const verdict = verdicts.at(-1) as StepVerdict;
  const types = isPassed(verdict) ? undefined : await checkTypes(root, evidence, TYPES_PATIENCE_MS);
  const mistakes = await Promise.all(
    steps.map(async (step) => ({ step, mistakes: await readMistakes(step) })),
  );
  return makeReport({
    verdict,
    earlier: verdicts.slice(0, -1),
    evidence: { ...evidence, ...(types && { types }) },
    mistakes,
    durationMs: Math.round(performance.now() - started),
  });
}
