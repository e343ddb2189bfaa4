import { joinLines, splitLines } from "./journal-lines.ts";
import { FROM_SOLUTION, plainValue, readAnswerLine } from "./read-answer.ts";

export interface FillResult {
  readonly markdown: string;
  readonly outcome: "filled" | "not-empty" | "no-line";
}

/** Writes the solution's answer where there is none yet, marked as such; what the learner wrote is never replaced. */
export function fillAnswer(markdown: string, id: string, value: string): FillResult {
  const lines = splitLines(markdown);
  const places = lines.flatMap((line, index) => {
    const answer = readAnswerLine(line);
    return answer?.id === id ? [{ index, answer }] : [];
  });
  const [first] = places;
  if (!first) return { markdown, outcome: "no-line" };
  if (places.some(({ answer }) => plainValue(answer.written) !== ""))
    return { markdown, outcome: "not-empty" };
  const line = lines[first.index];
  if (line) lines[first.index] = { ...line, text: `${first.answer.before} ${value} ${FROM_SOLUTION}` };
  return { markdown: joinLines(lines), outcome: "filled" };
}
