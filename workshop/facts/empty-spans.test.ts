import { expect, it } from "vitest";
import type { Evidence } from "../lab/evidence.ts";
import { isEmptySpan } from "./empty-spans.ts";

const empty = (text: string, line = 1) => {
  const evidence = { backend: { sources: [{ path: "a.ts", text }] } } as unknown as Evidence;
  return isEmptySpan(evidence, { file: "a.ts", line });
};

it.each([
  'tracer.startSpan("a").end();',
  'const span = tracer.startSpan("a");\nspan.setAttribute("b", 1);\nspan.end();\nwork();',
  'tracer.startActiveSpan("a", (span) => span.end());',
  'return tracer.startActiveSpan("a", (span) => {\n  span.setAttribute("b", 1);\n  span.end();\n});',
])("sees that nothing stands between start and end: %s", (text) => {
  expect(empty(`function f() {\n${text}\n}`, 2)).toBe(true);
});

it.each([
  'const span = tracer.startSpan("a");\nwork();\nspan.end();',
  'const span = tracer.startSpan("a");\ntry {\n  check();\n} finally {\n  span.end();\n}',
  'return tracer.startActiveSpan("a", (span) => work().finally(() => span.end()));',
  'return tracer.startActiveSpan("a", async (span) => {\n  await work();\n  span.end();\n});',
  "return inSpan(tracer, () => work());",
])("takes work for work: %s", (text) => {
  expect(empty(`function f() {\n${text}\n}`, 2)).toBe(false);
});
