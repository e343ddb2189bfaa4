import { expect, it } from "vitest";
import { interpolate } from "./interpolate.ts";

const set: Record<string, string> = { KEY: "k", EMPTY: "", A: "a" };
const lookup = (name: string) =>
  set[name] === undefined ? undefined : { value: set[name], origin: { kind: "shell" as const } };

it.each([
  ["plain text", "plain text"],
  ["${KEY}", "k"],
  ["$KEY.", "k."],
  ["x-honeycomb-team=${KEY}", "x-honeycomb-team=k"],
  ["${GONE}", ""],
  ["${GONE:-d}", "d"],
  ["${GONE-d}", "d"],
  ["${EMPTY:-d}", "d"],
  ["${EMPTY-d}", ""],
  ["${KEY:-d}", "k"],
  ["${GONE:-${A}}", "a"],
  ["${GONE:-${GONE:-deep}}", "deep"],
  ["${KEY:-${GONE}}", "k"],
  ["${KEY:+yes}", "yes"],
  ["${EMPTY:+yes}", ""],
  ["${EMPTY+yes}", "yes"],
  ["${GONE+yes}", ""],
  ["${KEY:?needed}", "k"],
  ["${EMPTY?needed}", ""],
  ["$$KEY costs $$5", "$KEY costs $5"],
  ["${GONE:-http://localhost:3000}", "http://localhost:3000"],
  ["${GONE:-}", ""],
])("makes of %s what Compose makes of it", (text, value) => {
  expect(interpolate(text, lookup)).toMatchObject({ ok: true, value });
});

it.each([
  ["${GONE:?set it in .env}", "required-variable", "set it in .env"],
  ["${EMPTY:?}", "required-variable", "EMPTY is required"],
  ["${KEY", "bad-interpolation", "not closed"],
  ["${5}", "bad-interpolation", "name of a variable"],
  ["cost $5", "bad-interpolation", "write $$"],
  ["ends with $", "bad-interpolation", "write $$"],
])("refuses %s", (text, kind, words) => {
  const refused = interpolate(text, lookup);
  expect(refused).toMatchObject({ ok: false, kind });
  expect(refused.ok ? "" : refused.message).toContain(words);
});

it("tells which variables were used, where from, and whether a default stood in", () => {
  const replaced = interpolate("${KEY} ${GONE:-d} $LOST", lookup);
  expect(replaced.ok && replaced.substitutions).toEqual([
    { name: "KEY", from: { kind: "shell" }, usedDefault: false, bare: false },
    { name: "GONE", operator: ":-", usedDefault: true, bare: false },
    { name: "LOST", usedDefault: false, bare: true },
  ]);
});
