import type { Edit } from "../remedy.ts";

/** The text with the edits of this file made; nothing where a line is no longer what an edit says it is. */
export function applyEdits(text: string, edits: readonly Edit[]): string | undefined {
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text.split(/\r?\n/);
  // From the last line to the first, so that an edit moves no other one's place.
  for (const { line, from, to } of edits.toSorted((a, b) => b.line - a.line)) {
    const old = from === "" ? [] : from.split("\n");
    const there = lines.slice(line - 1, line - 1 + old.length);
    if (line > lines.length + 1 || there.join("\n") !== old.join("\n")) return undefined;
    lines.splice(line - 1, old.length, ...(to === "" ? [] : to.split("\n")));
  }
  return lines.join(lineBreak);
}
