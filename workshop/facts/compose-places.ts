import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit, type Pair, type Scalar } from "yaml";
import type { SourceText } from "../lab/evidence.ts";

interface Range {
  readonly start: number;
  readonly end: number;
}

/** An entry of `environment`, or any other key of a compose file, as it is written. */
export interface ComposeEntry {
  readonly style: "map" | "list";
  readonly name: string;
  /** From its name, or its dash, to the end of its value. */
  readonly whole: Range;
  /** The name, in a list the whole item. */
  readonly key: Range;
  /** The value; empty where there is none. In a list the whole item. */
  readonly value: Range;
  readonly quote: '"' | "'" | "";
  /** The text of a list's item. */
  readonly item?: string;
}

/** The entry of a name that begins on a line (1-based) of a compose file. */
export function entryAt(
  source: SourceText,
  line: number | undefined,
  name: string,
): ComposeEntry | undefined {
  return entriesIn(source).find((each) => each.line === line && each.entry.name === name)?.entry;
}

/** The entries of a service's `environment`, where they are written out there, one on each line. */
export function environmentEntries(source: SourceText, service: string): ComposeEntry[] {
  return entriesIn(source).flatMap(({ path, entry }) =>
    path.length === 4 && path[0] === "services" && path[1] === service && path[2] === "environment"
      ? [entry]
      : [],
  );
}

/** The keys of a service. */
export function serviceEntries(source: SourceText, service: string): ComposeEntry[] {
  return entriesIn(source).flatMap(({ path, entry }) =>
    path.length === 3 && path[0] === "services" && path[1] === service ? [entry] : [],
  );
}

/** The services' own entries. */
export function services(source: SourceText): ComposeEntry[] {
  return entriesIn(source).flatMap(({ path, entry }) =>
    path.length === 2 && path[0] === "services" ? [entry] : [],
  );
}

interface Placed {
  readonly entry: ComposeEntry;
  readonly line: number;
  /** The names of the keys around it, and its own. */
  readonly path: readonly string[];
}

function entriesIn(source: SourceText): Placed[] {
  const counter = new LineCounter();
  const placed: Placed[] = [];
  const documents = parseAllDocuments(source.text, { lineCounter: counter, prettyErrors: false });
  for (const document of documents) {
    if (!("contents" in document)) continue;
    visit(document, {
      Pair(_, pair, above) {
        const entry = fromPair(source, pair);
        if (!entry) return;
        const path = [...above.flatMap(nameOf), entry.name];
        placed.push({ entry, line: counter.linePos(entry.key.start).line, path });
      },
      Scalar(_, scalar, above) {
        if (!isSeq(above.at(-1))) return;
        const entry = fromItem(source, scalar);
        const path = [...above.flatMap(nameOf), entry.name];
        placed.push({ entry, line: counter.linePos(entry.key.start).line, path });
      },
    });
  }
  return placed;
}

function nameOf(node: unknown): string[] {
  const key = (node as { key?: unknown }).key;
  return isScalar(key) ? [String(key.value)] : [];
}

function fromPair({ text }: SourceText, { key, value }: Pair): ComposeEntry | undefined {
  if (!isScalar(key) || !key.range) return undefined;
  const own = { start: key.range[0], end: key.range[1] };
  const range = (value as { range?: [number, number, number] } | null)?.range;
  const colon = text.indexOf(":", own.end) + 1;
  const given = range ? { start: range[0], end: withoutBreak(text, range[1]) } : { start: colon, end: colon };
  return {
    style: "map",
    name: String(key.value),
    whole: { start: own.start, end: Math.max(given.end, own.end) },
    key: own,
    value: isMap(value) || isSeq(value) || given.end > given.start ? given : { start: colon, end: colon },
    quote: isScalar(value) ? quoteOf(value) : "",
  };
}

function fromItem({ text }: SourceText, scalar: Scalar): ComposeEntry {
  const [start, end] = scalar.range ?? [0, 0, 0];
  const own = { start, end: withoutBreak(text, end) };
  const dash = text.slice(0, start).search(/-\s*$/);
  const item = String(scalar.value);
  return {
    style: "list",
    name: /^[^=:\s]*/.exec(item)?.[0] ?? "",
    whole: { start: dash < 0 ? start : dash, end: own.end },
    key: own,
    value: own,
    quote: quoteOf(scalar),
    item,
  };
}

function quoteOf({ type }: Scalar): ComposeEntry["quote"] {
  return type === "PLAIN" ? "" : type === "QUOTE_SINGLE" ? "'" : '"';
}

/** What ends with the line ends before its break. */
function withoutBreak(text: string, end: number): number {
  return /\n/.test(text[end - 1] ?? "") ? end - 1 : end;
}
