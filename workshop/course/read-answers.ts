import { splitLines } from "./journal-lines.ts";
import { plainValue, readAnswerLine } from "./read-answer.ts";

/** Every answer in the journal by its id; an empty one is the empty text. */
export function readAnswers(markdown: string): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const line of splitLines(markdown)) {
    const answer = readAnswerLine(line);
    if (!answer) continue;
    const value = plainValue(answer.written);
    if (value !== "" || answers[answer.id] === undefined) answers[answer.id] = value;
  }
  return answers;
}
