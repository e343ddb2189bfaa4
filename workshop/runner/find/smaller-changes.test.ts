import { expect, it } from "vitest";
import { applyEdits } from "../../mistakes/edits/apply-edits.ts";
import { lineChanges, smallerChanges } from "./smaller-changes.ts";

const path = "backend/src/services/home-activities.ts";
const lesson = [
  'const tracer = trace.getTracer("home.activities");',
  "export function home() {",
  '  return tracer.startActiveSpan("home-activities-mock-data", async (span) => {',
  "    try {",
  "      return await store();",
  "    } finally {",
  "      span.end();",
  "    }",
  "  });",
  "}",
].join("\n");

it("tries the strings of a call that the lesson makes with another one first", () => {
  const text = lesson.replace("home-activities-mock-data", "home-activites-mock-data");
  const [first] = smallerChanges({ path, text }, lesson);
  expect(first && applyEdits(text, [first])).toBe(lesson);
});

it("offers each stretch of lines by itself, the shortest first", () => {
  const text = lesson
    .replace("      return await store();", "      more();\n      return store();")
    .replace("      span.end();\n", "");
  const changes = lineChanges({ path, text }, lesson);
  expect(changes.map(({ from, to }) => [from, to])).toEqual([
    ["", "      span.end();"],
    ["      more();\n      return store();", "      return await store();"],
  ]);
  expect(applyEdits(text, changes)).toBe(lesson);
});

it("finds nothing to change in a file that is the lesson's", () => {
  expect(smallerChanges({ path, text: lesson }, lesson)).toEqual([]);
});

it("compares the lines of a file that does not parse", () => {
  const text = lesson.replace("try {", "try");
  expect(smallerChanges({ path, text }, lesson)).toMatchObject([{ from: "    try", to: "    try {" }]);
});
