import { answerLines, FROM_SOLUTION } from "./answer-lines.ts";
import { joinLines, splitLines } from "./journal-lines.ts";

export interface FillResult {
  readonly markdown: string;
  readonly outcome: "filled" | "not-empty" | "no-line";
}

/** Writes the solution's answer where there is none yet, marked as such; what the learner wrote is never replaced. */
export function fillAnswer(markdown: string, id: string, value: string): FillResult {
  const lines = splitLines(markdown);
  const places = answerLines(lines).filter((each) => each.id === id.toLowerCase());
  const [first] = places;
  const line = first && lines[first.index];
  if (!first || !line) return { markdown, outcome: "no-line" };
  if (places.some((place) => place.value !== "")) return { markdown, outcome: "not-empty" };
  lines[first.index] = { ...line, text: `${first.before} ${value} ${FROM_SOLUTION}` };
  return { markdown: joinLines(lines), outcome: "filled" };
}
