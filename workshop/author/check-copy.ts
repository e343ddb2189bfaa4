import { join } from "node:path";
import type { Broken } from "../findings/broken.ts";
import { readSteps } from "../course/read-steps.ts";
import { judge } from "../findings/judge.ts";
import { isPassed, makeReport, type StepVerdict } from "../findings/make-report.ts";
import { readMistakes, readScenario } from "../findings/read-step-rules.ts";
import type { CheckReport } from "../findings/report.ts";
import { checkTypes } from "../lab/check-types.ts";
import { gatherEvidence } from "../lab/gather-evidence.ts";
import { joinScenarios } from "../lab/scenario.ts";
import { readRecorded } from "../receiver/read-recorded.ts";
import { keptEvidence } from "./kept-evidence.ts";
import { COURSE } from "./course-folder.ts";
import { shareRun } from "./share-run.ts";

/** Longer than a learner waits: what a proof reads must not depend on how busy the machine is. */
const TYPES_PATIENCE_MS = 60_000;

/**
 * Checks a copy of a learner's files at a step, as `npm run check:step` does. Copies that share a run have the same
 * backend, so it is started for the first of them alone. A rule or an item that throws fails the proof.
 */
export async function checkCopy(
  root: string,
  number: number,
  shell: Readonly<Record<string, string>> = {},
  shared?: { readonly run: string; readonly reader: unknown },
): Promise<CheckReport> {
  const started = performance.now();
  const steps = readSteps(COURSE).filter((step) => step.number <= number);
  const scenario = joinScenarios(await Promise.all(steps.map(readScenario)));
  const cache = join(COURSE, "node_modules/.cache/workshop");
  const { PATH = "", HOME = "" } = process.env;
  const own = Object.entries(shell).map(([name, value]) => [name, value.replaceAll("$ROOT", root)]);
  const given = { root, shell: { PATH, HOME, ...Object.fromEntries(own) }, scenario };
  const evidence = await keptEvidence(
    given,
    async () =>
      await gatherEvidence({
        ...given,
        cache,
        readRecorded: () => readRecorded(root),
        ...(shared && { run: async (start) => await shareRun(shared.run, shared.reader, start) }),
      }),
  );
  const verdicts = await judge(steps, evidence);
  const verdict = verdicts.at(-1) as StepVerdict;
  const types = isPassed(verdict) ? undefined : await checkTypes(root, evidence, TYPES_PATIENCE_MS);
  const mistakes = await Promise.all(
    steps.map(async (step) => ({ step, mistakes: await readMistakes(step) })),
  );
  const { report, broken } = makeReport({
    verdict,
    earlier: verdicts.slice(0, -1),
    evidence: { ...evidence, ...(types && { types }) },
    mistakes,
    durationMs: Math.round(performance.now() - started),
  });
  if (broken.length > 0) throw new Error(`Broke while judging:\n${broken.map(told).join("\n")}`);
  return report;
}

function told({ id, error }: Broken): string {
  return `${id}: ${error}`;
}
