import { expect, it } from "vitest";
import { answerNumbers } from "./answer-numbers.ts";

it.each([
  ["218", [218], undefined],
  ["1,234", [1234, 1.234], undefined],
  ["1.234", [1.234, 1234], undefined],
  ["0.345", [0.345], undefined],
  ["1 234 traces", [1234], undefined],
  ["1,234.5 ms", [1234.5], "ms"],
  ["1.234,5ms", [1234.5], "ms"],
  ["364,45 ms", [364.45], "ms"],
  ["about 0.35 seconds", [0.35], "s"],
  ["≈ 350000 µs", [350_000], "µs"],
  ["~12'345 ns", [12_345], "ns"],
  ["worf", [], undefined],
  ["P90", [], undefined],
])("reads %s", (text, values, unit) => {
  expect(answerNumbers(text)).toEqual(values.map((value) => ({ value, unit })));
});
