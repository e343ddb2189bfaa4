import { expect, it } from "vitest";
import { composeWith, problemsOf, resolveFiles, valuesOf } from "./build-compose.ts";

it.each([
  ["two", "two"],
  ['"1.50"', "1.50"],
  ["!!str 1.50", "1.50"],
  ["1", "1"],
  ["-3", "-3"],
  ["0.25", "0.25"],
  ["true", "true"],
  ["True", "true"],
  ["yes", "yes"],
  ["on", "on"],
  ["12:30:45", "12:30:45"],
  ["0x", "0x"],
  ["1e400", "1e400"],
  ["12345678901234567890", "12345678901234567890"],
  ["http://localhost:4318", "http://localhost:4318"],
  ["x #comment", "x"],
  ["x#y", "x#y"],
  ["'\"y'", '"y'],
  [">-\n    one\n    two", "one two"],
  ["|\n    one\n    two", "one\ntwo\n"],
])("passes %s on as it is", (written, value) => {
  const resolution = resolveFiles(composeWith(`environment:\n  A: ${written}`));
  expect(valuesOf(resolution)).toEqual({ A: value });
  expect(problemsOf(resolution)).toEqual([]);
});

it.each([
  ["1.10", "1.1"],
  ["0777", "511"],
  ["0o17", "15"],
  ["0x1F", "31"],
  ["0b11", "3"],
  ["1_000", "1000"],
  ["+5", "5"],
  ["08", "8"],
  ["-010", "-8"],
  ["1.", "1"],
  [".5", "0.5"],
  ["1e3", "1000"],
  ["100000.0", "100000"],
  ["1000000.0", "1e+06"],
  ["0.00001", "1e-05"],
  ["123456789.123", "1.23456789123e+08"],
  ["18446744073709551616", "1.8446744073709552e+19"],
  [".inf", "+Inf"],
])("makes of the number %s what Compose makes of it, and says so", (written, value) => {
  const resolution = resolveFiles(composeWith(`environment:\n  A: ${written}`));
  expect(valuesOf(resolution)).toEqual({ A: value });
  expect(problemsOf(resolution)).toMatchObject([{ kind: "read-as-number", line: 5, variable: "A" }]);
  expect(resolution.ok && resolution.variables.get("A")?.written).toBe(written);
});

it.each(["2026-11-24", "2026-11-24 10:00:00"])("refuses the date %s without quotation marks", (written) => {
  const resolution = resolveFiles(composeWith(`environment:\n  A: ${written}`));
  expect(problemsOf(resolution)).toMatchObject([{ kind: "environment-shape", line: 5 }]);
  expect(valuesOf(resolveFiles(composeWith(`environment:\n  A: "${written}"`)))).toEqual({ A: written });
});
