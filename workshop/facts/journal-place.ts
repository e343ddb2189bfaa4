import { readAnswer } from "../course/read-answer.ts";
import type { Evidence } from "../lab/evidence.ts";

export const JOURNAL = "journal/week2.md";

/** Where the journal answers a question: its file, and the answer's line (from 1) where there is one. */
export function journalPlace({ nearby }: Evidence, id: string): { file: string; line?: number } {
  const text = nearby.notes.find(({ path }) => path === JOURNAL)?.text;
  const answer = text === undefined ? undefined : readAnswer(text, id);
  return { file: JOURNAL, ...(answer && { line: answer.line }) };
}
