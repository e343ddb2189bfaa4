import { expect, it } from "vitest";
import type { ItemStatus } from "./report.ts";
import { trialResult } from "./trial-result.ts";

const verdicts = (...statuses: ItemStatus[]) => [
  {
    step: { slug: "05-custom-span" },
    items: statuses.map((status, index) => ({ title: `${index}`, status })),
  },
];

it.each([
  ["the first item that failed passes", ["passed", "failed"], ["passed", "passed"], "passes"],
  [
    "the run gets further",
    ["failed", "not-reached", "failed"],
    ["failed", "passed", "failed"],
    "gets-further",
  ],
  ["nothing changes", ["passed", "failed"], ["passed", "failed"], "no-help"],
  ["another item fails for it", ["passed", "failed"], ["failed", "passed"], "no-help"],
  ["an item that passed is no longer reached", ["passed", "failed"], ["not-reached", "passed"], "no-help"],
  ["what failed is only not reached any more", ["failed", "failed"], ["not-reached", "failed"], "no-help"],
] as const)("knows what a change did when %s", (_, before, after, wanted) => {
  expect(trialResult(verdicts(...before), verdicts(...after))).toBe(wanted);
});
