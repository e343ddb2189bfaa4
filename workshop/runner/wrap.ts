import { stripVTControlCharacters } from "node:util";

/** Breaks a text at blanks; a longer word stays whole, so that a path or a command can still be copied. */
export function wrap(
  text: string,
  { width, first = "", rest = first }: { width: number; first?: string; rest?: string },
): string {
  return text
    .split("\n")
    .map((line, index) => wrapLine(line, width, index === 0 ? first : rest, rest))
    .join("\n");
}

/** How many columns a terminal needs for the text. */
export function columns(text: string): number {
  let total = 0;
  for (const { segment } of new Intl.Segmenter().segment(stripVTControlCharacters(text)))
    total += WIDE.test(segment) ? 2 : 1;
  return total;
}

/** Each line of a text behind the same indent, unwrapped: code, trees and tables. */
export function indent(text: string, by: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? line : by + line))
    .join("\n");
}

const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u;

function wrapLine(line: string, width: number, first: string, rest: string): string {
  const lines: string[] = [];
  let current = first;
  let empty = true;
  for (const word of line.split(" ")) {
    const longer = empty ? current + word : `${current} ${word}`;
    if (!empty && columns(longer) > width) {
      lines.push(current);
      current = rest + word;
    } else {
      current = longer;
    }
    empty = false;
  }
  return [...lines, current].join("\n").replace(/[ ]+$/gm, "");
}
