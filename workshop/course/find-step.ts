import type { Step } from "./step.ts";

export type FoundStep =
  { readonly ok: true; readonly step: Step } | { readonly ok: false; readonly message: string };

/** Finds a step as people name it: `4`, `04`, `04-initialize-provider`, `initialize-provider`, or a beginning of these. */
export function findStep(steps: readonly Step[], query: string): FoundStep {
  const asked = query.trim().toLowerCase();
  const found =
    only(steps, (step) => /^\d+$/.test(asked) && step.number === Number(asked)) ??
    only(steps, ({ slug }) => slug === asked || slug.slice(3) === asked) ??
    only(steps, ({ slug }) => asked !== "" && (slug.startsWith(asked) || slug.slice(3).startsWith(asked)));
  if (found) return { ok: true, step: found };
  const list = steps.map(({ slug }) => slug).join(", ");
  return { ok: false, message: `There is no step ${query}. The steps are: ${list}.` };
}

function only(steps: readonly Step[], wanted: (step: Step) => boolean): Step | undefined {
  const found = steps.filter(wanted);
  return found.length === 1 ? found[0] : undefined;
}
