import { expect, it } from "vitest";
import { parseDotenv } from "./parse-dotenv.ts";

it.each([
  ["A=1", "1"],
  ["A = 1 ", "1"],
  ["export A=1", "1"],
  ["A: 1", "1"],
  ["A=", ""],
  ["A=1 # comment", "1"],
  ["A=1#2", "1#2"],
  ["A=# only a comment", ""],
  ['A="1 # 2"', "1 # 2"],
  ["A='$B'", "$B"],
  ['A="two\\nlines"', "two\nlines"],
  ['A="two\nlines"', "two\nlines"],
  ["A='two\r\nlines'", "two\nlines"],
  ['A="say \\"hi\\""', 'say "hi"'],
  ["\uFEFFA=1", "1"],
  ["A=1\r", "1"],
  ["A=x=y", "x=y"],
])("reads %j", (text, value) => {
  expect(parseDotenv(text).entries).toMatchObject([{ name: "A", value }]);
});

it("knows the line of each entry, behind comments and long values", () => {
  const { entries } = parseDotenv('# a comment\n\nA="1\n2"\nB=3\n');
  expect(entries.map(({ name, line }) => [name, line])).toEqual([
    ["A", 3],
    ["B", 5],
  ]);
});

it("keeps a name without an equals sign for the shell's value", () => {
  expect(parseDotenv("A\n").entries).toMatchObject([{ name: "A", passesThrough: true }]);
});

it.each([
  ["just words here", "no-name"],
  ['A="never closed\nB=1', "not-closed"],
  ["A = 1", "blank-around-equals"],
  ['A="1"2', "behind-the-quote"],
])("names what is odd about %j", (text, kind) => {
  expect(parseDotenv(text).problems).toMatchObject([{ kind, line: 1 }]);
});
