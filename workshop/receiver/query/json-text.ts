import { isMap, isScalar, LineCounter, parseDocument, visit, type Document, type Scalar } from "yaml";
import type { QueryProblem } from "../query-api.ts";
import { findJsonFailure, type JsonFailure } from "./find-json-failure.ts";

/** What keeps a text from being JSON, in words that say what to change. */
export function jsonProblem(text: string): QueryProblem {
  if (text.trim() === "") return { path: "", message: "This is not JSON: the file is empty." };
  const failure = findJsonFailure(text);
  const { why, at = failure.at } = sayWhy(text, failure);
  const line = text.slice(0, Math.max(0, at)).split("\n").length;
  return { path: "", message: `Line ${line} is not JSON: ${why}`, line };
}

/** Where things stand in a JSON text; lines count from 1. */
export interface JsonPlaces {
  /** Of a path such as `filters[0].op`; of what is missing there, the line of what should hold it. */
  readonly lineOf: (path: string) => number | undefined;
  /** Keys that stand twice in one object: JSON keeps the last one, and says nothing. */
  readonly repeated: readonly QueryProblem[];
}

/** For a text that `JSON.parse` takes: JSON is YAML too, and `yaml` knows where everything stands. */
export function readPlaces(text: string): JsonPlaces {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
  const lineAt = (range: readonly number[] | null | undefined) =>
    range ? lines.linePos(range[0] ?? 0).line : undefined;
  const lineOf = (path: string) => {
    const keys = keysOf(path);
    for (let length = keys.length; length > 0; length -= 1) {
      const line = lineAt(nodeAt(document, keys.slice(0, length))?.range);
      if (line !== undefined) return line;
    }
    return undefined;
  };
  const repeated: QueryProblem[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : undefined;
        const line = lineAt((key as Scalar).range) ?? 1;
        if (seen.has(name))
          repeated.push({
            path: String(name),
            message: `${String(name)} stands here twice. Join the two.`,
            line,
          });
        seen.add(name);
      }
    },
  });
  return { lineOf, repeated };
}

/** The name where there is one, because a value may begin on another line. */
function nodeAt(document: Document, keys: readonly (string | number)[]): Scalar | undefined {
  const holder = document.getIn(keys.slice(0, -1), true);
  if (!isMap(holder)) return document.getIn(keys, true) as Scalar | undefined;
  return holder.items.map(({ key }) => key as Scalar).findLast(({ value }) => value === keys.at(-1));
}

function sayWhy(text: string, { at, wanted }: JsonFailure): { why: string; at?: number } {
  const before = text.slice(0, at).trimEnd();
  const [found = "", last = ""] = [text[at], before.at(-1)];
  const ahead = { at: before.length - 1 };
  if (found === "") return { why: "the file ends too early. A bracket is not closed.", ...ahead };
  if (wanted === "end")
    return { why: "something follows the last bracket. Take it out, or close one bracket less." };
  if (/[}\]]/.test(found) && last === ",")
    return { why: `a comma stands before ${found}. Take it out.`, ...ahead };
  if (/[/#]/.test(found)) return { why: "JSON knows no comments. Take this one out." };
  if (/['‘’“”„«»`]/.test(found)) return { why: `JSON wants straight quotation marks, ", not ${found}.` };
  if (wanted === "comma" && /["\p{L}\d{[-]/u.test(found))
    return text.slice(before.length, at).includes("\n")
      ? { why: "a comma is missing at its end.", ...ahead }
      : { why: `a comma is missing before ${/^"[^"\n]{0,40}"?|^./su.exec(text.slice(at))?.[0]}.` };
  if (wanted === "colon") return { why: "a colon is missing behind the name." };
  if (found === '"') return { why: "a quotation mark is not closed." };
  const word = /^[\p{L}\d_.-]{1,40}/u.exec(text.slice(at))?.[0];
  if (/^(true|false|null|none)$/i.test(word ?? ""))
    return { why: `${word} is written ${word === "None" ? "null" : word?.toLowerCase()} in JSON.` };
  if (word !== undefined && !/^[\d.-]/.test(word))
    return { why: `${word} needs quotation marks: "${word}".` };
  return { why: `${word ?? found} is not expected here.` };
}

/** `filters[0].op` as the keys that lead there. */
function keysOf(path: string): (string | number)[] {
  return [...path.matchAll(/"(?:[^"\\]|\\.)*"|[^.[\]]+|\[(\d+)\]/g)].map(([key, index]) => {
    if (index !== undefined) return Number(index);
    return key.startsWith('"') ? (JSON.parse(key) as string) : key;
  });
}
