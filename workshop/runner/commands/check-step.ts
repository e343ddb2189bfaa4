import { join } from "node:path";
import type { Command } from "../context.ts";
import { exitCodeOf } from "../exit-code-of.ts";
import { pickStep } from "../pick-step.ts";
import { renderReport } from "../render-report.ts";
import { requirePackages } from "../require-packages.ts";
import { sayTicked } from "../say-ticked.ts";

/** Checks one step and says what is kept, what is not, and what to do about it. */
export const checkStepCommand: Command = async (context) => {
  const { root, env, terminal, stdout, args } = context;
  const { steps, step, nextStep } = pickStep(root, args.query);
  const json = args.options["json"] === true;
  if (!json) terminal.progress(`Step ${step.number}: starting your backend and looking at what it sends …`);
  await requirePackages(context, "backend");
  const { checkStep } = await import("../check-step.ts");
  const { report, ticked } = await checkStep({ root, shell: env, steps, step, cache: cacheOf(root) });
  if (json) stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else
    terminal.print(
      renderReport(report, terminal.look, { nextStep, notes: ticked ? [sayTicked(ticked, step.slug)] : [] }),
    );
  return exitCodeOf(report.status);
};

export function cacheOf(root: string): string {
  return join(root, "node_modules/.cache/workshop");
}
