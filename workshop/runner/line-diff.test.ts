import { expect, it } from "vitest";
import { lineDiff } from "./line-diff.ts";

it("names the lines that change and keeps the others", () => {
  expect(show("a b c d", "a x c d e")).toBe(" a -b +x  c  d +e");
});

it.each([
  ["", ""],
  ["", "a b"],
  ["a b", ""],
  ["a a a", "a a"],
  ["a b c a b b a", "c b a b a c"],
  ["x y z", "z y x"],
])("turns %j into %j", (from, to) => {
  const lines = lineDiff(words(from), words(to));
  expect(lines.filter(({ kind }) => kind !== "added").map(({ text }) => text)).toEqual(words(from));
  expect(lines.filter(({ kind }) => kind !== "removed").map(({ text }) => text)).toEqual(words(to));
});

it("turns any text into any other with the fewest edits", () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 300; round++) {
    const [from, to] = [0, 1].map(() =>
      Array.from({ length: random(9) }, () => "abc"[random(3)] as string),
    ) as [string[], string[]];
    const lines = lineDiff(from, to);
    expect(lines.filter(({ kind }) => kind !== "added").map(({ text }) => text)).toEqual(from);
    expect(lines.filter(({ kind }) => kind !== "removed").map(({ text }) => text)).toEqual(to);
    expect(lines.filter(({ kind }) => kind === "same").length).toBe(longestCommon(from, to));
  }
});

function longestCommon([a, ...as]: readonly string[], [b, ...bs]: readonly string[]): number {
  if (a === undefined || b === undefined) return 0;
  if (a === b) return 1 + longestCommon(as, bs);
  return Math.max(longestCommon([a, ...as], bs), longestCommon(as, [b, ...bs]));
}

function words(text: string): string[] {
  return text === "" ? [] : text.split(" ");
}

function show(from: string, to: string): string {
  const marks = { same: " ", removed: "-", added: "+" };
  return lineDiff(words(from), words(to))
    .map(({ kind, text }) => marks[kind] + text)
    .join(" ");
}
