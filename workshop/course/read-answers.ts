import { answerLines } from "./answer-lines.ts";
import { splitLines } from "./journal-lines.ts";

/** Every answer in the journal by its id; an empty one is the empty text. */
export function readAnswers(markdown: string): Record<string, string> {
  const answers: Record<string, string> = Object.create(null);
  for (const { id, value } of answerLines(splitLines(markdown))) answers[id] = value || (answers[id] ?? "");
  return { ...answers };
}
