import { expect, it } from "vitest";
import type { CourseNow } from "./receiver-options.ts";
import { whySilent } from "./why-silent.ts";

const courseAt = (current: number | null): CourseNow => ({
  status: { steps: [], current, lastReport: null },
  expected: { step: { number: 4, title: "Initialize the provider" }, root: { name: "GET" } },
});

it("explains no silence in the steps before the first trace", () => {
  expect(whySilent(undefined, courseAt(1), false)).toEqual([]);
  expect(whySilent(undefined, courseAt(3), true)).toEqual([]);
});

it.each([
  ["in the step of the first trace", courseAt(4)],
  ["after all steps", courseAt(null)],
  ["without a course", null],
])("explains it %s", (_, course) => {
  expect(whySilent(undefined, course, false)[0]?.what).toBe("No request reached the backend yet.");
});

it("does not doubt the backend's SDK after a restart, with its traces in the store", () => {
  expect(whySilent(undefined, courseAt(5), true).map(({ what }) => what)).toEqual([
    "Perhaps no request reached the backend since.",
    "Perhaps the backend stopped, or is just starting again.",
    "Perhaps the last change took the spans away.",
  ]);
});
