import { expect, it } from "vitest";
import { editDistance, nearestWord } from "./nearest-word.ts";

it.each([
  ["backnd", ["frontend", "backend"], "backend"],
  ["BACKEND", ["backend"], "backend"],
  ["enviroment", ["env_file", "environment"], "environment"],
  ["zzz", ["backend"], undefined],
  ["a", [], undefined],
])("finds what was meant by %s", (word, words, near) => {
  expect(nearestWord(word, words)).toBe(near);
});

it("counts a swap of neighbours as one mistake", () => {
  expect(editDistance("backend", "bakcend")).toBe(1);
});
