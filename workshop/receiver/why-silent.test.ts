import { expect, it } from "vitest";
import type { CourseNow } from "./receiver-options.ts";
import { whySilent } from "./why-silent.ts";

const courseAt = (current: number | null): CourseNow => ({
  status: { steps: [], current, lastReport: null },
  expected: { step: { number: 4, title: "Initialize the provider" }, root: { name: "GET" } },
});

it("explains no silence in the steps before the first trace", () => {
  expect(whySilent(undefined, courseAt(1))).toEqual([]);
  expect(whySilent(undefined, courseAt(3))).toEqual([]);
});

it.each([
  ["in the step of the first trace", courseAt(4)],
  ["after all steps", courseAt(null)],
  ["without a course", null],
])("explains it %s", (_, course) => {
  expect(whySilent(undefined, course)[0]?.what).toBe("No request reached the backend yet.");
});
