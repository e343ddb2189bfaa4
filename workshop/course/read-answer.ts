import { splitLines, type Line } from "./journal-lines.ts";

/** Behind an answer that `npm run solution -- N --apply` filled in. */
export const FROM_SOLUTION = "_(taken from the solution)_";

export interface Answer {
  /** Without quotation marks, emphasis and placeholders; empty when nothing was answered yet. */
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

/** The parts of a line such as `- **Answer (03-trace-id):** 0000`. */
export interface AnswerLine {
  readonly id: string;
  readonly before: string;
  readonly written: string;
}

/** The answer with this id: of several lines the last one that says something. */
export function readAnswer(markdown: string, id: string): Answer | undefined {
  let found: Answer | undefined;
  for (const [index, line] of splitLines(markdown).entries()) {
    const answer = readAnswerLine(line);
    if (answer?.id !== id) continue;
    const value = plainValue(answer.written);
    if (!found || value !== "") found = { value, line: index + 1 };
  }
  return found;
}

export function readAnswerLine({ text, quoted }: Line): AnswerLine | undefined {
  if (quoted || text.length > 2_000) return undefined;
  const found = /^([\s>*+-]*[*_`]*Answer \(([\w-]+)\)[*_`]*:[*_`]*)(.*)$/i.exec(text);
  return found
    ? { before: found[1] ?? "", id: (found[2] ?? "").toLowerCase(), written: found[3] ?? "" }
    : undefined;
}

/** What the learner meant: no emphasis, no quotation marks, no dots or lines left from the form. */
export function plainValue(written: string): string {
  const bare = written.replace(FROM_SOLUTION, "").replace(/^[\s*`"'“”‘’]+|[\s*`"'“”‘’]+$/g, "");
  return /^[._…\s-]*$/.test(bare) ? "" : bare;
}
