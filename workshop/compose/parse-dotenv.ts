import { dotenvProblem, type DotenvProblem } from "./dotenv-problem.ts";
import { looksLikeKey } from "./mask-key.ts";
import { unescapeDotenv } from "./unescape-dotenv.ts";

export type { DotenvProblem } from "./dotenv-problem.ts";

export interface DotenvEntry {
  readonly name: string;
  /** After quotation marks and comments are taken away, before any variable in it is replaced. */
  readonly value: string;
  readonly line: number;
  readonly quote: "" | '"' | "'";
  /** What stands behind the equals sign, to the end of the line. */
  readonly rawValue: string;
  /** Single quotation marks keep a `$` as it is. */
  readonly interpolates: boolean;
  /** A name alone, without an equals sign: the value comes from the shell. */
  readonly passesThrough: boolean;
  /** Where in the text the name ends, and where the value ends: quotation marks count, comments do not. */
  readonly span: { readonly nameEnd: number; readonly end: number };
}

export interface Dotenv {
  readonly entries: readonly DotenvEntry[];
  readonly problems: readonly DotenvProblem[];
}

/**
 * Reads a `.env` file as Compose does (compose-spec, "Env_file format"): comments, `export`, quotation marks, values
 * over several lines. Goes on behind a line that Compose would refuse, so that all the rest can be judged as well.
 */
export function parseDotenv(text: string): Dotenv {
  const file: Reading = { text, entries: [], problems: [], counted: { line: 1, to: 0 } };
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  for (;;) {
    at = skip(text, at, /\s*/y);
    if (at >= text.length) return { entries: file.entries, problems: file.problems };
    at = text[at] === "#" ? lineEnd(text, at) : readStatement(file, at);
  }
}

interface Reading {
  readonly text: string;
  readonly entries: DotenvEntry[];
  readonly problems: DotenvProblem[];
  /** The lines up to a place, so that none is counted twice. */
  readonly counted: { line: number; to: number };
}

const BLANKS = /[^\S\n]*/y;
const NAME = /[\p{L}\p{N}_.\-[\]]*/uy;

/** Reads `NAME=value` or `NAME`, and returns the place behind it. */
function readStatement(file: Reading, start: number): number {
  const { text } = file;
  const line = lineAt(file, start);
  const end = lineEnd(text, start);
  const nameStart = skip(text, start, /(?:export[^\S\n]+)?/y);
  const nameEnd = skip(text, nameStart, NAME);
  const name = text.slice(nameStart, nameEnd);
  const equals = skip(text, nameEnd, BLANKS);
  const sign = text[equals];
  if (equals < end && sign !== "=" && sign !== ":") {
    tell(file, "no-name", line, true);
    return end;
  }
  const empty = { name, value: "", line, quote: "", rawValue: "", interpolates: false } as const;
  if (equals >= end) {
    tell(file, looksLikeKey(name) ? "key-alone" : "name-alone", line);
    file.entries.push({ ...empty, passesThrough: true, span: { nameEnd, end: nameEnd } });
    return end;
  }
  const valueStart = skip(text, equals + 1, BLANKS);
  if (name === "") tell(file, "no-name", line);
  else if (equals > nameEnd || (sign === "=" && /[ \t]/.test(text[equals + 1] ?? "")))
    tell(file, "blank-around-equals", line);
  const entry = { ...empty, passesThrough: false, span: { nameEnd, end: equals + 1 } };
  return readValue(file, { ...entry, rawValue: text.slice(valueStart, end).trimEnd() }, valueStart);
}

function readValue(file: Reading, entry: DotenvEntry, start: number): number {
  const quote = file.text[start];
  if (quote === '"' || quote === "'") return readQuoted(file, entry, start, quote);
  const end = lineEnd(file.text, start);
  const [beforeComment = ""] = file.text.slice(start, end).split(" #", 1);
  const value = beforeComment.trimEnd();
  if (/^#|\t#/.test(value)) tell(file, "comment-in-value", entry.line);
  const span = value === "" ? entry.span : { ...entry.span, end: start + value.length };
  addEntry(file, { ...entry, value, interpolates: true, span });
  return end;
}

function readQuoted(file: Reading, entry: DotenvEntry, start: number, quote: '"' | "'"): number {
  const { text } = file;
  const closing = closingQuote(text, start, quote);
  if (closing < 0) {
    tell(file, "not-closed", entry.line, true);
    return lineEnd(text, start);
  }
  const inside = text
    .slice(start + 1, closing)
    .replace(/\\([^])/g, (both, letter) => (letter === quote ? quote : both));
  const value = quote === '"' ? unescapeDotenv(inside) : inside;
  const span = { ...entry.span, end: closing + 1 };
  addEntry(file, { ...entry, quote, value, interpolates: quote === '"', span });
  return readBehind(file, closing + 1);
}

/** Compose takes what follows a closing quotation mark for the next entry, in the same line too. */
function readBehind(file: Reading, start: number): number {
  const next = skip(file.text, start, BLANKS);
  if (next >= lineEnd(file.text, start) || file.text[next] === "#") return next;
  const line = lineAt(file, start);
  const behind: Reading = { ...file, problems: [] };
  const end = readStatement(behind, next);
  const stops = behind.problems.some((problem) => problem.stops);
  tell(file, "behind-the-quote", line, stops);
  return end;
}

function closingQuote(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function addEntry(file: Reading, entry: DotenvEntry): void {
  if (entry.name !== "") file.entries.push(entry);
}

function tell(file: Reading, kind: DotenvProblem["kind"], line: number, stops = false): void {
  file.problems.push(dotenvProblem(kind, line, stops));
}

function skip(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function lineAt({ text, counted }: Reading, position: number): number {
  for (let at = text.indexOf("\n", counted.to); at >= 0 && at < position; at = text.indexOf("\n", at + 1))
    counted.line += 1;
  counted.to = position;
  return counted.line;
}
