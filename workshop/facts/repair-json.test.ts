import { expect, it } from "vitest";
import { repairJson } from "./repair-json.ts";

const right = '{\n  "a": {\n    "b": "1"\n  },\n  "c": "2"\n}\n';

it.each([
  ["a comma too many", right.replace('"1"', '"1",'), 4],
  ["a comma too few", right.replace("},", "}"), 5],
  ["two commas", right.replace("},", "},,"), 4],
  ["curly quotation marks", right.replace('"b"', "“b”"), 3],
  ["single quotation marks", right.replace('"1"', "'1'"), 3],
  ["a name without quotation marks", right.replace('"b"', "b"), 3],
  ["a comment", right.replace('"1"', '"1" // one'), 3],
])("writes JSON where there was %s", (_, text, line) => {
  expect(JSON.parse(repairJson(text, line) ?? "")).toEqual(JSON.parse(right));
});

it("changes nothing where no usual change helps", () => {
  expect(repairJson('{ "a": \n', 1)).toBeUndefined();
});
