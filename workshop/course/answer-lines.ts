import type { Line } from "./journal-lines.ts";

/** Behind an answer that `npm run solution -- N --apply` filled in. */
export const FROM_SOLUTION = "_(taken from the solution)_";

/** A line such as `- **Answer (03-trace-id):** 0000`, with what it answers. */
export interface AnswerLine {
  /** Of the line, 0-based. */
  readonly index: number;
  readonly id: string;
  /** The line up to its answer. */
  readonly before: string;
  /** Without quotation marks, emphasis and placeholders; empty when nothing was answered yet. */
  readonly value: string;
}

const ANSWER =
  /^(\uFEFF?[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:\[[ xX]?\][ \t]+)?([*_`]*)Answer[ \t]*\([ \t]*([\w-]+)[ \t]*\)(?:\2)?[ \t]*[:：](?:\2)?)(.*)$/is;

/** The answers of a journal, none from code or comments. */
export function answerLines(lines: readonly Line[]): AnswerLine[] {
  return lines.flatMap(({ text, quoted }, index) => {
    const found = quoted ? null : ANSWER.exec(text);
    if (!found) return [];
    const [, before = "", , id = "", written = ""] = found;
    const value = written.trim() === "" ? valueBelow(lines, index + 1) : plainValue(written);
    return [{ index, id: id.toLowerCase(), before, value }];
  });
}

const ONE_WORD = /^[^\s#>|<*+-]\S*$/;
const A_NUMBER = /^[~≈]?[ \t]*\d+(?:[.,]\d+)*[ \t]+[\p{L}%][^\n]{0,30}$/u;

/**
 * Some write the answer under its line: one word, a number with its unit, or a code block with one line. A remark there
 * is no answer.
 */
function valueBelow(lines: readonly Line[], start: number): string {
  const next = lines[start];
  if (next && !next.quoted && next.text.trim() !== "") {
    return ONE_WORD.test(next.text.trim()) || A_NUMBER.test(next.text.trim()) ? plainValue(next.text) : "";
  }
  const at = next?.quoted ? start : start + 1;
  if (!/^[ \t>]*(?:`{3}|~{3})/.test(lines[at]?.text ?? "")) return "";
  const [only = "", closing = ""] = [lines[at + 1]?.text, lines[at + 2]?.text];
  return lines[at + 1]?.quoted && /^[ \t>]*(?:`{3,}|~{3,})[ \t]*$/.test(closing) ? plainValue(only) : "";
}

/** What the learner meant: no emphasis, no quotation marks, no dots or lines left from the form. */
function plainValue(written: string): string {
  const bare = written
    .slice(0, 2_000)
    .replace(FROM_SOLUTION, "")
    .replace(/<!--.*?-->/gs, "")
    .replace(/^[\s\u200B*_`"'“”‘’«»]+|[\s\u200B*_`"'“”‘’«»]+$/g, "");
  return /^[._…?\s-]*$/.test(bare) ? "" : bare;
}
