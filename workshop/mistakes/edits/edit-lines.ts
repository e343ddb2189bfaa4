import type { SourceText } from "../../lab/evidence.ts";
import type { Edit } from "../remedy.ts";

/** The edit that makes one line of a file (1-based) read as it should; nothing where the file has no such line. */
export function editLine(
  source: SourceText,
  line: number,
  to: string | ((line: string) => string),
): Edit | undefined {
  const from = lineOf(source, line);
  if (from === undefined || from === "") return undefined;
  return { file: source.path, line, from, to: typeof to === "string" ? to : to(from) };
}

/** The edit that removes whole lines, from the first to the last of them. */
export function removeLines(source: SourceText, first: number, last = first): Edit | undefined {
  const lines = source.text.split(/\r?\n/).slice(first - 1, last);
  return lines.length === 0 || lines.join("") === ""
    ? undefined
    : { file: source.path, line: first, from: lines.join("\n"), to: "" };
}

/** The edit that adds lines before a line of a file. */
export function addLines({ path }: SourceText, line: number, lines: readonly string[]): Edit {
  return { file: path, line, from: "", to: lines.join("\n") };
}

/** A line of a file, 1-based. */
export function lineOf({ text }: SourceText, line: number): string | undefined {
  return text.split(/\r?\n/)[line - 1];
}

/** The edit that turns a file's text into another one: the lines that differ, and no others. */
export function editTo(source: SourceText, text: string | undefined): Edit | undefined {
  if (text === undefined) return undefined;
  const [old, now] = [source.text.split(/\r?\n/), text.split(/\r?\n/)];
  let first = 0;
  while (first < Math.min(old.length, now.length) && old[first] === now[first]) first += 1;
  let last = 0;
  while (last < Math.min(old.length, now.length) - first && old.at(-1 - last) === now.at(-1 - last))
    last += 1;
  if (first === old.length && first === now.length) return undefined;
  const from = old.slice(first, old.length - last);
  const to = now.slice(first, now.length - last);
  // Empty lines alone would read as nothing: take one more line along.
  const isBare = (lines: readonly string[]) => lines.length > 0 && lines.join("") === "";
  const more = (isBare(from) || isBare(to)) && first > 0 ? [old[first - 1] ?? ""] : [];
  return {
    file: source.path,
    line: first + 1 - more.length,
    from: [...more, ...from].join("\n"),
    to: [...more, ...to].join("\n"),
  };
}
