import type { SourceText } from "../../lab/evidence.ts";
import type { Edit } from "../remedy.ts";

/** A stretch of a file, as offsets into its text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One change inside a file: the stretch, and what to write there instead. */
export interface Change extends Range {
  readonly text: string;
}

/** The edit that makes these changes in a file: the whole lines that they touch, as they are and as they should be. */
export function editSource({ path, text }: SourceText, ...changes: readonly Change[]): Edit | undefined {
  const sorted = changes.toSorted((a, b) => a.start - b.start);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return undefined;
  const start = startOfLine(text, first.start);
  const end = endOfLine(text, Math.max(last.end, last.start));
  let [to, at] = ["", start];
  for (const change of sorted) {
    to += text.slice(at, change.start) + change.text;
    at = change.end;
  }
  to += text.slice(at, end);
  return {
    file: path,
    line: text.slice(0, start).split("\n").length,
    from: withoutReturns(text.slice(start, end)),
    to: withoutReturns(to),
  };
}

/** Replaces a node or any other stretch of the file. */
export function replaceIn(source: SourceText, { start, end }: Range, by: string): Edit | undefined {
  return editSource(source, { start, end, text: by });
}

/** Adds lines after the statement that ends there, indented as it is. */
export function addAfter(source: SourceText, statement: Range, lines: string): Edit {
  const end = endOfLine(source.text, statement.end);
  return {
    file: source.path,
    line: source.text.slice(0, end).split("\n").length + 1,
    from: "",
    to: indented(source.text, statement.start, lines),
  };
}

/** Adds lines before the statement that begins there, indented as it is. */
export function addBefore(source: SourceText, statement: Range, lines: string): Edit {
  const start = startOfLine(source.text, statement.start);
  return {
    file: source.path,
    line: source.text.slice(0, start).split("\n").length,
    from: "",
    to: indented(source.text, statement.start, lines),
  };
}

/** Removes a statement: its whole lines where nothing else is on them. */
export function removeFrom(source: SourceText, { start, end }: Range): Edit | undefined {
  const { text } = source;
  const [from, to] = [startOfLine(text, start), endOfLine(text, end)];
  const alone = text.slice(from, start).trim() === "" && /^[;\s]*$/.test(text.slice(end, to));
  if (!alone) return editSource(source, { start, end, text: "" });
  return {
    file: source.path,
    line: text.slice(0, from).split("\n").length,
    from: withoutReturns(text.slice(from, to)),
    to: "",
  };
}

function indented(text: string, at: number, lines: string): string {
  const [by = ""] = /^[ \t]*/.exec(text.slice(startOfLine(text, at))) ?? [];
  return lines
    .split("\n")
    .map((line) => (line === "" ? line : by + line))
    .join("\n");
}

function startOfLine(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function withoutReturns(text: string): string {
  return text.replaceAll("\r", "");
}
