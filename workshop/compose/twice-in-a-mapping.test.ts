import { expect, it } from "vitest";
import { twiceInAMapping } from "./twice-in-a-mapping.ts";

const KEY = `hcaik_${"01kx".repeat(14)}`;

it.each([
  ["in one mapping", "environment:\n  A: 1\n  # a note\n  B: 2\n  A: 3", 5, { name: "A", first: 2 }],
  [
    "a heading, below what stands under the first",
    "x:\n  environment:\n    A: 1\n  environment:\n    B: 2",
    4,
    { name: "environment", first: 2 },
  ],
  ["in quotation marks", 'e:\n  "A": 1\n  A: 2', 3, { name: "A", first: 2 }],
  ["in another mapping", "a:\n  A: 1\nb:\n  A: 2", 4, undefined],
  ["a key that was pasted as a name", `e:\n  ${KEY}: 1\n  ${KEY}: 2`, 3, undefined],
])("finds the first of a name that stands twice: %s", (_, text, second, found) => {
  expect(twiceInAMapping(text, second)).toEqual(found);
});
