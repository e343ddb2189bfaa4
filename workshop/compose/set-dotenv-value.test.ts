import { expect, it } from "vitest";
import { interpolate } from "./interpolate.ts";
import { parseDotenv } from "./parse-dotenv.ts";
import { setDotenvValue } from "./set-dotenv-value.ts";

it.each([
  ["", "KEY=v\n"],
  ["KEY=\n", "KEY=v\n"],
  ["KEY=", "KEY=v"],
  ["KEY=\r\n", "KEY=v\r\n"],
  ["# mine\nKEY=old\nB=2\n", "# mine\nKEY=v\nB=2\n"],
  ["A=1\r\nKEY=\r\nB=2\r\n", "A=1\r\nKEY=v\r\nB=2\r\n"],
  ["A=1", "A=1\nKEY=v\n"],
  ["A=1\r\n", "A=1\r\nKEY=v\r\n"],
  ["export KEY=\n", "export KEY=v\n"],
  ["KEY\n", "KEY=v\n"],
  ["KEY = old\n", "KEY=v\n"],
  ["KEY: old\n", "KEY=v\n"],
  ["KEY=old # from my course\n", "KEY=v # from my course\n"],
  ['KEY="old" # from my course\n', "KEY=v # from my course\n"],
  ['KEY="two\nlines"\nB=2\n', "KEY=v\nB=2\n"],
  ["KEY=1\nKEY=2\n", "KEY=1\nKEY=v\n"],
  ["MY_KEY=1\nKEY2=2\n", "MY_KEY=1\nKEY2=2\nKEY=v\n"],
  ["#KEY=1\n", "#KEY=1\nKEY=v\n"],
  ['A="\nKEY=inside\n"\n', 'A="\nKEY=inside\n"\nKEY=v\n'],
  ["\uFEFFKEY=\n", "\uFEFFKEY=v\n"],
  ["\uFEFF", "\uFEFFKEY=v\n"],
])("changes only its own line in %j", (text, expected) => {
  expect(setDotenvValue(text, "KEY", "v")).toBe(expected);
});

it.each([
  "plain",
  "with blanks",
  " edge ",
  "a#b",
  "a #b",
  "#a",
  "co$t",
  "it's $5",
  '"quoted"',
  "back\\$lash",
  "a\nb",
  "",
])("writes %j so that Compose reads it back", (value) => {
  const text = setDotenvValue("A=1\nKEY=old # note\nB=2\n", "KEY", value);
  const entries = parseDotenv(text).entries.map((entry) => [entry.name, readBack(entry)]);
  expect(entries).toEqual([
    ["A", "1"],
    ["KEY", value],
    ["B", "2"],
  ]);
});

it("leaves every other line of a file alone, whatever it holds", () => {
  const random = seeded(7);
  for (let round = 0; round < 500; round += 1) {
    const ending = random() < 0.5 ? "\n" : "\r\n";
    const lines = Array.from({ length: 8 }, () => LINES[Math.floor(random() * LINES.length)] as string);
    const at = Math.floor(random() * (lines.length + 1));
    const before = [...lines.slice(0, at), "KEY=old", ...lines.slice(at)];
    const after = before.with(at, "KEY=fresh");
    expect(setDotenvValue(before.join(ending), "KEY", "fresh")).toBe(after.join(ending));
  }
});

const LINES = [
  "",
  "# KEY=no",
  "A=1",
  "  B = 2 # c",
  "export C='3'",
  'D="4"',
  "KEYS=5",
  "MY_KEY=6",
  "E=$KEY",
  "F",
  "\t",
];

function readBack({ value, interpolates }: { value: string; interpolates: boolean }): string {
  if (!interpolates) return value;
  const replaced = interpolate(value, () => undefined);
  return replaced.ok ? replaced.value : "refused";
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
