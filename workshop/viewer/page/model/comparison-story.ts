import type { ComparedSpan, Comparison } from "../../../receiver/page-api.ts";

export const STATES: Readonly<
  Record<ComparedSpan["state"], { readonly sign: string; readonly word: string }>
> = {
  matched: { sign: "✔", word: "as expected" },
  missing: { sign: "✘", word: "missing" },
  "wrong-parent": { sign: "↯", word: "wrong parent" },
  "wrong-field": { sign: "≠", word: "wrong field" },
  "missing-field": { sign: "≠", word: "missing field" },
  "perhaps-missing-field": { sign: "?", word: "no such field" },
  "optional-missing": { sign: "·", word: "not there, which is fine" },
};

/** The comparison in one sentence. */
export function comparisonStory({ step, expected, otherRequest }: Comparison): string {
  if (otherRequest !== null)
    return `Step ${step.number} is about ${expected.name}. This trace is about another request.`;
  const all = flatten(expected);
  const right = all.filter(({ state }) => state === "matched" || state === "optional-missing").length;
  if (right === all.length)
    return all.length === 1
      ? "The span that this step is about is as it should be."
      : `All ${all.length} spans that this step is about are as they should be.`;
  if (all.some(({ state }) => state === "perhaps-missing-field"))
    return "Whether this trace is as it should be, its spans alone do not tell.";
  if (all.length === 1) return "The span that this step is about is not yet as it should be.";
  if (right === 0) return `None of the ${all.length} spans is as it should be yet.`;
  return `${right} of ${all.length} spans ${right === 1 ? "is as it" : "are as they"} should be.`;
}

function flatten(top: ComparedSpan): ComparedSpan[] {
  return [top, ...top.children.flatMap(flatten)];
}
