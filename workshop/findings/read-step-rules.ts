import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Step } from "../course/step.ts";
import type { Scenario } from "../lab/scenario.ts";
import type { Mistake } from "../mistakes/mistake.ts";

/** What the lab does for a step; a step without `scenario.ts` needs only files. */
export async function readScenario({ folder }: Step): Promise<Scenario> {
  const file = join(folder, "scenario.ts");
  if (!existsSync(file)) return {};
  return ((await import(pathToFileURL(file).href)) as { scenario: Scenario }).scenario;
}

/** The mistakes that a step's lesson names; loaded only when a check has failed, or for its advice. */
export async function readMistakes({ slug }: Pick<Step, "slug">): Promise<readonly Mistake[]> {
  const { rulesOf } = await import("../mistakes/stages.ts");
  return await rulesOf(slug.replace(/^\d+-/, ""));
}
