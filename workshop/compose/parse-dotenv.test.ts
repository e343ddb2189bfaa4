import { expect, it } from "vitest";
import { parseDotenv } from "./parse-dotenv.ts";

it.each([
  ["A=1", "1"],
  ["A = 1 ", "1"],
  ["export A=1", "1"],
  ["\texport\tA=1", "1"],
  ["A: 1", "1"],
  ["A=", ""],
  ["A=x=y", "x=y"],
  ["A==1", "=1"],
  ["A=a b c", "a b c"],
  ["A=1;", "1;"],
  ["A=1,B=2", "1,B=2"],
  ["\uFEFFA=1", "1"],
  ["A=1\r\n", "1"],
  ["A=\r\n", ""],
  ["A=a\\nb", "a\\nb"],
  ['A=a"b"', 'a"b"'],
])("reads %j", (text, value) => {
  expect(parseDotenv(text).entries).toMatchObject([{ name: "A", value, quote: "", interpolates: true }]);
});

it.each([
  ["A=1 # comment", "1"],
  ["A=a  # b # c", "a"],
  ["A=1# no comment", "1# no comment"],
  ["A=1\t# after a tab", "1\t# after a tab"],
  ["A=# right behind the sign", "# right behind the sign"],
  ["A= # behind a blank", "# behind a blank"],
  ['A="1 # 2"', "1 # 2"],
  ['A="1" # comment', "1"],
  ["A='1'#comment", "1"],
])("tells a comment from a value in %j", (text, value) => {
  expect(parseDotenv(text).entries).toMatchObject([{ name: "A", value }]);
});

it.each([
  ['A="two\\nlines"', "two\nlines"],
  ['A="two\nlines"', "two\nlines"],
  ["A='two\r\nlines'", "two\r\nlines"],
  ['A="say \\"hi\\""', 'say "hi"'],
  ["A='Let\\'s go!'", "Let's go!"],
  ["A='a\\nb'", "a\\nb"],
  ['A="a\\zb"', "a\\zb"],
  ['A="a\\\\nb"', "a\\nb"],
  ['A="\\0123"', "S"],
  ['A="a\\$B"', "a$$B"],
  ["A='\"x\"'", '"x"'],
])("unwraps %j", (text, value) => {
  expect(parseDotenv(text).entries).toMatchObject([{ name: "A", value }]);
});

it("leaves a $ between single quotation marks alone", () => {
  expect(parseDotenv("A='$B'\nC=\"$B\"").entries).toMatchObject([
    { value: "$B", interpolates: false },
    { value: "$B", interpolates: true },
  ]);
});

it("knows the line of each entry, behind comments and long values", () => {
  const { entries } = parseDotenv('# a comment\n\nA="1\n2"\nB=3\r\n\r\nC=4');
  expect(entries.map(({ name, line }) => [name, line])).toEqual([
    ["A", 3],
    ["B", 5],
    ["C", 7],
  ]);
});

it("keeps a name without an equals sign for the shell's value", () => {
  expect(parseDotenv("A\nexport B\n").entries).toMatchObject([
    { name: "A", passesThrough: true },
    { name: "B", passesThrough: true },
  ]);
});

it("keeps what stands behind the equals sign as it was written", () => {
  expect(parseDotenv('A= "x" # y\r\n').entries).toMatchObject([{ rawValue: '"x" # y' }]);
});

it("keeps both entries of a name, the later one last", () => {
  expect(parseDotenv("A=1\nA=2").entries.map(({ value }) => value)).toEqual(["1", "2"]);
});

it.each([
  ["just words here\nA=1", "no-name", true],
  ["set A=1\nA=1", "no-name", true],
  ['"A"=1\nA=1', "no-name", true],
  ["- A=1\nA=1", "no-name", true],
  ['B="never closed\nA=1', "not-closed", true],
  ["B='never closed\nA=1", "not-closed", true],
  ['B="1"\'2\nA=1', "behind-the-quote", true],
  ['B="1"2\nA=1', "behind-the-quote", false],
  ["=1\nA=1", "no-name", false],
  ["B\nA=1", "name-alone", false],
  ["B = 1\nA=1", "blank-around-equals", false],
  ["B=# c\nA=1", "comment-in-value", false],
])("names what is odd about %j, and reads on", (text, kind, stops) => {
  const { entries, problems } = parseDotenv(text);
  expect(problems).toMatchObject([{ kind, stops, line: 1 }]);
  expect(entries.at(-1)).toMatchObject({ name: "A", value: "1", line: 2 });
});

it("knows a key that stands alone, and does not print it", () => {
  const key = `hcaik_${"0".repeat(58)}`;
  const { problems } = parseDotenv(`${key}\n`);
  expect(problems).toMatchObject([{ kind: "key-alone", advice: "Write HONEYCOMB_API_KEY= before it." }]);
  expect(JSON.stringify(problems)).not.toContain(key);
});

it("reads a megabyte without waiting", () => {
  const text = Array.from({ length: 50_000 }, (_, index) => `NAME_${index}="value ${index}"`).join("\n");
  expect(parseDotenv(text).entries.at(-1)).toMatchObject({ name: "NAME_49999", line: 50_000 });
});
