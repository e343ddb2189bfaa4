import type { Command } from "../context.ts";
import { pickStep } from "../pick-step.ts";

/** Shows what separates the learner's files from a step's solution, or writes that solution. */
export const solution: Command = async (context) => {
  const picked = pickStep(context.root, context.args.query);
  if (context.args.options["apply"]) {
    const { applySolution } = await import("../apply-solution.ts");
    return await applySolution(context, picked);
  }
  const { showSolution } = await import("../show-solution.ts");
  return await showSolution(context, picked);
};
