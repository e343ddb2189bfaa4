import { expect, it } from "vitest";
import { interpolate } from "./interpolate.ts";

const set: Record<string, string> = { KEY: "k", EMPTY: "", A: "a" };
const lookup = (name: string) =>
  set[name] === undefined ? undefined : { value: set[name], origin: { kind: "shell" as const } };

it.each([
  ["plain text", "plain text"],
  ["${KEY}", "k"],
  ["$KEY.", "k."],
  ["$KEY-x", "k-x"],
  ["${KEY}_x", "k_x"],
  ["x-honeycomb-team=${KEY}", "x-honeycomb-team=k"],
  ["${GONE}", ""],
  ["$KEY_x", ""],
  ["é$KEYé", "éké"],
])("replaces the name in %s", (text, value) => {
  expect(interpolate(text, lookup)).toMatchObject({ ok: true, value });
});

it.each([
  ["${GONE:-d}", "d"],
  ["${GONE-d}", "d"],
  ["${EMPTY:-d}", "d"],
  ["${EMPTY-d}", ""],
  ["${KEY:-d}", "k"],
  ["${KEY:-}", "k"],
  ["${GONE:-}", ""],
  ["${GONE:-http://localhost:3000}", "http://localhost:3000"],
  ["${GONE:-a:-b}", "a:-b"],
  ["${GONE-a:-b}", "a:-b"],
  ["${GONE:-a?b}", "a?b"],
  ["${GONE:-$A}", "a"],
  ["${GONE:-${A}}", "a"],
  ["${GONE:-${GONE:-deep}}", "deep"],
  ["${KEY:-${GONE}}", "k"],
  ["${GONE:-x}y${KEY:-z}", "xyk"],
  ['${GONE:-{"a":1}}', '{"a":1}'],
  ['${KEY:-{"a":1}}', "k"],
  ["${GONE:-a}b}", "ab}"],
  ["${KEY:+yes}", "yes"],
  ["${KEY:+${KEY}!}", "k!"],
  ["${EMPTY:+yes}", ""],
  ["${EMPTY+yes}", "yes"],
  ["${GONE+yes}", ""],
  ["${KEY:?needed}", "k"],
  ["${EMPTY?needed}", ""],
])("follows the operator in %s", (text, value) => {
  expect(interpolate(text, lookup)).toMatchObject({ ok: true, value });
});

it.each([
  ["$$KEY costs $$5", "$KEY costs $5"],
  ["$$$KEY", "$k"],
  ["$${KEY}", "${KEY}"],
  ["${GONE:-$$x}", "$x"],
  ["cost $5", "cost $5"],
  ["ends with $", "ends with $"],
  ["$(KEY)", "$(KEY)"],
  ["$}", "$}"],
])("keeps the dollar in %s", (text, value) => {
  expect(interpolate(text, lookup)).toMatchObject({ ok: true, value });
});

it.each([
  ["${GONE:?set it in .env}", "required-variable", "GONE must have a value (set it in .env)."],
  ["${EMPTY:?}", "required-variable", "EMPTY must have a value. Write EMPTY=… into .env."],
  ["${GONE?a-b}", "required-variable", "(a-b)"],
  ["x ${KEY", "bad-interpolation", "${KEY has no closing brace."],
  ["${}", "bad-interpolation", "no name between the braces"],
  ["${ KEY}", "bad-interpolation", "no blank may stand beside the name in ${ KEY}."],
  ["${KEY }", "bad-interpolation", "no blank may stand"],
  ["${KEY:=d}", "bad-interpolation", "Write a default as ${NAME:-default}."],
  ["${KEY/a/b}", "bad-interpolation", "Compose cannot read ${KEY/a/b}."],
  ["${5}", "bad-interpolation", "Compose cannot read ${5}."],
  ["${GONE:-two\nlines}", "bad-interpolation", "Compose cannot read ${GONE:-two."],
])("refuses %j as Compose does", (text, kind, words) => {
  const refused = interpolate(text, lookup);
  expect(refused).toMatchObject({ ok: false, kind });
  expect(refused.ok ? "" : refused.message).toContain(words);
});

it("tells which variables were used, where from, and whether a default stood in", () => {
  const replaced = interpolate("${KEY} ${GONE:-d} $LOST pa$word", lookup);
  expect(replaced.ok && replaced.substitutions).toEqual([
    { name: "KEY", from: { kind: "shell" }, usedDefault: false, swallowed: false },
    { name: "GONE", operator: ":-", usedDefault: true, swallowed: false },
    { name: "LOST", usedDefault: false, swallowed: false },
    { name: "word", usedDefault: false, swallowed: true },
  ]);
});

it("shows no key that was pasted between the braces", () => {
  const key = `hcaik_${"0".repeat(58)}`;
  const refused = interpolate(`x-honeycomb-team=\${${key}!}`, lookup);
  expect(refused).toMatchObject({ ok: false, message: expect.stringContaining("hcaik_…0000") });
  expect(JSON.stringify(refused)).not.toContain(key);
});
