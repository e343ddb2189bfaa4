import { join } from "node:path";
import type { Command } from "../context.ts";
import { exitCodeOf } from "../exit-code-of.ts";
import { pickStep, stepAfter } from "../pick-step.ts";
import { renderReport } from "../render-report.ts";
import { requirePackages } from "../require-packages.ts";
import { sayTicked } from "../say-ticked.ts";
import { withProgress } from "../with-progress.ts";

/** Checks one step and says what is kept, what is not, and what to do about it. */
export const checkStepCommand: Command = async (context) => {
  const { root, env, terminal, stdout, args } = context;
  const { steps, step } = pickStep(root, args.query);
  await requirePackages(context, "backend");
  const { report, ticked } = await withProgress(terminal, `Checking step ${step.number}`, async () => {
    const { checkStep } = await import("../check-step.ts");
    return await checkStep({ root, shell: env, steps, step, cache: cacheOf(root) });
  });
  if (args.options["json"]) {
    stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    const notes = ticked ? [sayTicked(ticked, step.slug)] : [];
    terminal.print(renderReport(report, terminal.look, { nextStep: stepAfter(root, steps, step), notes }));
  }
  return exitCodeOf(report.status);
};

/** Where the lab keeps its bundled preload. */
export function cacheOf(root: string): string {
  return join(root, "node_modules/.cache/workshop");
}
