import { expect, it } from "vitest";
import { findStep } from "./find-step.ts";
import type { Step } from "./step.ts";

const steps = ["01-set-api-key", "03-install-packages", "04-initialize-provider", "10-saved-queries"].map(
  (slug): Step => ({ number: Number(slug.slice(0, 2)), slug, title: slug, folder: slug, promises: [] }),
);

it.each([
  ["4", 4],
  ["04", 4],
  ["1", 1],
  ["10", 10],
  ["04-initialize-provider", 4],
  ["initialize-provider", 4],
  ["init", 4],
  ["Saved", 10],
])("takes %s for a step", (query, number) => {
  const found = findStep(steps, query);
  expect(found.ok && found.step.number).toBe(number);
});

it.each(["7", "", "i n", "nothing", "40"])("lists the steps for %j, which is none", (query) => {
  const found = findStep(steps, query);
  expect(found.ok ? "" : found.message).toContain("04-initialize-provider");
});
