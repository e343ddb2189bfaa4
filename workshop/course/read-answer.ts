import { answerLines } from "./answer-lines.ts";
import { splitLines } from "./journal-lines.ts";

export interface Answer {
  /** Without quotation marks, emphasis and placeholders; empty when nothing was answered yet. */
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

/** The answer with this id: of several lines the last one that says something. */
export function readAnswer(markdown: string, id: string): Answer | undefined {
  const found = answerLines(splitLines(markdown)).filter((each) => each.id === id.toLowerCase());
  const answer = found.findLast(({ value }) => value !== "") ?? found[0];
  return answer && { value: answer.value, line: answer.index + 1 };
}
