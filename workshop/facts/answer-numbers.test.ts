import { expect, it } from "vitest";
import { answerNumbers, everyNumber } from "./answer-numbers.ts";

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
  ["345.4 min", [345.4], "min"],
  ["2 hours", [2], "h"],
  ["345 milliseconds", [345], "ms"],
  ["20 matches", [20], undefined],
  ["four activities", [4], undefined],
  ["worf", [], undefined],
  ["P90", [], undefined],
])("reads %s", (text, values, unit) => {
  expect(answerNumbers(text)).toEqual(values.map((value) => ({ value, unit })));
});

it.each([
  ["231", [231]],
  ["796 spans in 231 traces", [796, 231]],
  ["100 of 231", [100, 231]],
  ["P50 17.5, P90 345.4", [17.5, 345.4]],
  ["90 % took less than 345.4 ms", [90, 345.4]],
  ["231 (COUNT_DISTINCT)", [231]],
  ["17.5 – 345", [17.5]],
  ["17.5 ms to 345 ms", [17.5]],
  ["3 or 4", [3]],
  ["1 of 2 of 3 of 4 of 5", [1]],
  ["many", []],
])("finds the numbers of %s", (text, values) => {
  expect(everyNumber(text).map(({ value }) => value)).toEqual(values);
});
