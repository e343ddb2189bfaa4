import { join } from "node:path";
import { readSteps } from "../course/read-steps.ts";
import { makeReport, type StepVerdict } from "../findings/make-report.ts";
import { readMistakes, readScenario } from "../findings/read-step-rules.ts";
import type { CheckReport } from "../findings/report.ts";
import { gatherEvidence } from "../lab/gather-evidence.ts";
import { joinScenarios } from "../lab/scenario.ts";
import { readRecorded } from "../receiver/read-recorded.ts";
import { openJudge, type Judge } from "../runner/judge.ts";
import { COURSE } from "./learner-copy.ts";

/** Checks many copies of a learner's files without starting vitest for each. */
export interface CopyChecker extends AsyncDisposable {
  check(root: string, step: number, shell?: Readonly<Record<string, string>>): Promise<CheckReport>;
}

/** With `atOnce` so many copies are checked side by side, and the others wait for their turn. */
export async function openCopyChecker({ atOnce = 1 } = {}): Promise<CopyChecker> {
  const judges = await Promise.all(Array.from({ length: atOnce }, async () => await openJudge(COURSE)));
  const free = [...judges];
  const waiting: ((judge: Judge) => void)[] = [];
  const take = async () => free.pop() ?? (await new Promise<Judge>((resolve) => waiting.push(resolve)));
  const giveBack = (judge: Judge) => waiting.shift()?.(judge) ?? free.push(judge);
  return {
    async check(root, step, shell = {}) {
      const judge = await take();
      try {
        return await check(judge, root, step, shell);
      } finally {
        giveBack(judge);
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(judges.map(async (judge) => await judge[Symbol.asyncDispose]()));
    },
  };
}

async function check(
  judge: Judge,
  root: string,
  number: number,
  shell: Readonly<Record<string, string>>,
): Promise<CheckReport> {
  const started = performance.now();
  const steps = readSteps(COURSE).filter((step) => step.number <= number);
  const scenario = joinScenarios(await Promise.all(steps.map(readScenario)));
  const cache = join(COURSE, "node_modules/.cache/workshop");
  const { PATH = "", HOME = "" } = process.env;
  const own = Object.entries(shell).map(([name, value]) => [name, value.replaceAll("$ROOT", root)]);
  const gathering = gatherEvidence({
    root,
    shell: { PATH, HOME, ...Object.fromEntries(own) },
    scenario,
    cache,
    readRecorded: () => readRecorded(root),
  });
  const verdicts = await judge.judge(steps, gathering);
  const mistakes = await Promise.all(
    steps.map(async (step) => ({ step, mistakes: await readMistakes(step) })),
  );
  return makeReport({
    verdict: verdicts.at(-1) as StepVerdict,
    earlier: verdicts.slice(0, -1),
    evidence: await gathering,
    mistakes,
    durationMs: Math.round(performance.now() - started),
  });
}
