import { expect, it } from "vitest";
import type { Evidence } from "../lab/evidence.ts";
import { writtenValue } from "./written-value.ts";

const value = (text: string, at?: number) => {
  const evidence = { backend: { sources: [{ path: "a.ts", text }] } } as unknown as Evidence;
  return writtenValue(
    evidence,
    "app.result_length",
    at === undefined ? undefined : { file: "a.ts", line: at },
  );
};

it.each([
  ['span.setAttribute("app.result_length", 3);', "3"],
  ['span.setAttribute("app.result_length", user ? 4 : 3);', "user ? 4 : 3"],
  ['span.setAttributes({ "app.result_length": 3 + (user ? 1 : 0) });', "3 + (user ? 1 : 0)"],
  [
    'const KEY = "app.result_length";\nlet n = 3;\nif (user) n = 4;\nspan.setAttribute(KEY, n);',
    "n = 3 or 4",
  ],
  ['tracer.startSpan("a", { attributes: { "app.result_length": Number("3") } });', 'Number("3")'],
  [
    'span.setAttribute("app.result_length", count(user));\nfunction count(user) {\n  return user ? 4 : 3;\n}',
    "count(user), which gives user ? 4 : 3",
  ],
  [
    'const LENGTHS = { user: 4, anyone: 3 } as const;\nspan.setAttribute("app.result_length", LENGTHS[who]);',
    "LENGTHS[who]",
  ],
])("sees a value that is written by hand: %s", (text, written) => {
  expect(value(text)).toBe(written);
});

it.each([
  'span.setAttribute("app.result_length", results.length);',
  'const n = results.length;\nspan.setAttribute("app.result_length", n);',
  'let n = 0;\nfor (const _ of results) n += 1;\nspan.setAttribute("app.result_length", n);',
  'span.setAttribute("app.result_length", results ? results.length : 0);',
  'span.setAttribute("app.result_length", count(results));',
  'span.setAttribute("app.result_length", count(results));\nfunction count(list) {\n  return list.length;\n}',
  'span.setAttribute("app.result_length", count(results));\nfunction count(list) {\n  for (const _ of list) n++;\n  return 3;\n}',
  'const totals = { home: 0 };\ntotals.home += results.length;\nspan.setAttribute("app.result_length", totals.home);',
  'const totals = { home: 0 };\nfill(totals, results);\nspan.setAttribute("app.result_length", totals.home);',
  'function note(n: number) {\n  span.setAttribute("app.result_length", n);\n}',
  'span.setAttribute("app.other", 3);',
  'span.setAttribute("app.result_length", sizeOf(results));\nfunction sizeOf(list) {\n  return list.at(0) ? 1 + sizeOf(list.slice(1)) : 0;\n}',
  'const sizeOf = (list) => (list.at(0) ? 1 + sizeOf(list.slice(1)) : 0);\nspan.setAttribute("app.result_length", sizeOf(results));',
  'span.setAttribute("app.result_length", odd(results));\nconst odd = (list) => (list.at(0) ? even(list.slice(1)) : 1);\nconst even = (list) => (list.at(0) ? odd(list.slice(1)) : 0);',
  'const n = sizeOf();\nspan.setAttribute("app.result_length", n);\nfunction sizeOf() {\n  return n;\n}',
  'const totals = { home: totals.home };\nspan.setAttribute("app.result_length", totals.home);',
])("takes a value for one that the code computes: %s", (text) => {
  expect(value(text)).toBeUndefined();
});

it("looks at the line that set the field, and at no other", () => {
  const text =
    'span.setAttribute("app.result_length", 0);\nspan.setAttribute("app.result_length", count(results));';
  expect([value(text, 1), value(text, 2)]).toEqual(["0", undefined]);
});
