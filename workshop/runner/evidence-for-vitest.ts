import { dirname } from "node:path";
import { beforeAll, expect } from "vitest";
import { handOver } from "../findings/current-evidence.ts";
import { readScenario } from "../findings/read-step-rules.ts";
import { gatherEvidence } from "../lab/gather-evidence.ts";
import { joinScenarios } from "../lab/scenario.ts";
import { readRecorded } from "../receiver/read-recorded.ts";
import { courseSteps } from "./pick-step.ts";
import { cacheOf, courseRoot } from "./project.ts";

/** For a check that vitest runs as a plain test: what its items judge is gathered once, before the first of them. */
beforeAll(async () => {
  const root = courseRoot();
  const folder = dirname(expect.getState().testPath ?? "");
  const all = courseSteps(root);
  const steps = all.slice(0, all.findIndex((step) => step.folder === folder) + 1);
  const scenarios = await Promise.all(steps.map(readScenario));
  const evidence = await gatherEvidence({
    root,
    shell: process.env,
    scenario: joinScenarios(scenarios),
    cache: cacheOf(root),
    readRecorded: () => readRecorded(root),
  });
  handOver(evidence);
});
