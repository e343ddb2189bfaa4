import { expect, it } from "vitest";
import type { ItemStatus } from "./report.ts";
import { helped } from "./trial-result.ts";

const verdicts = (...statuses: ItemStatus[]) => [
  {
    step: { slug: "05-custom-span" },
    items: statuses.map((status, index) => ({ title: `${index}`, status })),
  },
];

it.each([
  ["the item passes", ["passed", "failed"], ["passed", "passed"], true],
  ["the run gets further", ["failed", "not-reached"], ["passed", "failed"], true],
  ["nothing changes", ["passed", "failed"], ["passed", "failed"], false],
  ["another item fails for it", ["passed", "failed"], ["failed", "passed"], false],
  ["an item that passed is no longer reached", ["passed", "failed"], ["not-reached", "passed"], false],
] as const)("knows whether it helped when %s", (_, before, after, wanted) => {
  expect(helped(verdicts(...before), verdicts(...after))).toBe(wanted);
});
