import { expect, it } from "vitest";
import { seededRandom } from "../../trace/seeded-random.ts";
import { parseQuery, parseQueryText } from "./parse-query.ts";

it("reads a whole query and fills in what it leaves away", () => {
  expect(parseQuery({ breakdowns: ["name"], orders: [{ column: "name" }] })).toEqual({
    ok: true,
    query: {
      calculations: [{ op: "COUNT" }],
      filters: [],
      filter_combination: "AND",
      breakdowns: ["name"],
      orders: [{ column: "name", order: "ascending" }],
      havings: [],
      limit: 100,
    },
  });
});

it.each([
  ["[]", "", "A query is a JSON object"],
  ["null", "", "not null"],
  ["", "", "the file is empty"],
  ["{,}", "", "Line 1 is not JSON: , is not expected here."],
  ["{\n  // by user\n}", "", "Line 2 is not JSON: JSON knows no comments."],
  ['{\n  "limit": 5,\n}', "", "Line 2 is not JSON: a comma stands before }."],
  ['{\n  "limit": 5\n  "time_range": 60\n}', "", "Line 2 is not JSON: a comma is missing at its end."],
  ['{ "breakdowns": ["a" "b"] }', "", 'Line 1 is not JSON: a comma is missing before "b".'],
  ['{ "breakdowns" ["a"] }', "", "Line 1 is not JSON: a colon is missing behind the name."],
  ["{ limit: 5 }", "", 'Line 1 is not JSON: limit needs quotation marks: "limit".'],
  ["{ 'limit': 5 }", "", "Line 1 is not JSON: JSON wants straight quotation marks"],
  ["{\n  “limit”: 5 }", "", "Line 2 is not JSON: JSON wants straight quotation marks"],
  ['{ "breakdowns": ["name }', "", "Line 1 is not JSON: a quotation mark is not closed."],
  ['{ "value": True }', "", "Line 1 is not JSON: True is written true in JSON."],
  ['{ "limit": 5', "", "Line 1 is not JSON: the file ends too early."],
  ['{ "limit": 5 } }', "", "Line 1 is not JSON: something follows the last bracket."],
  ["[".repeat(30) + "]".repeat(30), "", "too deep"],
  ['{ "limit": 5, "limit": 6 }', "limit", "stands here twice"],
  ['{ "filters": [{ "column": "a", "column": "b", "op": "exists" }] }', "column", "stands here twice"],
  ['{ "calculations": [{ "op": "CONCURRENCY" }] }', "calculations[0].op", "only in Honeycomb"],
  [
    '{ "calculations": [{ "op": "rate_avg", "column": "x" }] }',
    "calculations[0].op",
    "AVG itself works here",
  ],
  ['{ "formulas": "$A / $B" }', "formulas", "This must be a list"],
  ['{ "calculated_fields": [{ "name": "x" }] }', "calculated_fields[0].expression", "formula in quotes"],
  ['{ "compare_time_offset_seconds": 5 }', "compare_time_offset_seconds", "86400"],
  ['{ "granularity": 1, "time_range": 3600 }', "granularity", "from 4 to 3600, not 1"],
  ['{ "granularity": 5 }', "granularity", "from 8 to 7200"],
  ['{ "granularity": 90, "start_time": 100, "end_time": 160 }', "granularity", "from 1 to 60"],
  ['{ "granularity": "60" }', "granularity", "without quotation marks"],
  ['{ "constructor": 1 }', "constructor", "known are calculations"],
  ['{ "query": { "calculations": [] } }', "query", "stand at the top of the file"],
  ['{ "calculation": [] }', "calculation", "did you mean calculations?"],
  ['{ "SELECT": [] }', "SELECT", "did you mean calculations?"],
  ['{ "where": [] }', "where", "did you mean filters?"],
  ['{ "calculations": "COUNT" }', "calculations", "This must be a list"],
  ['{ "calculations": ["COUNT"] }', "calculations[0]", "This must be an object"],
  ['{ "calculations": [{}] }', "calculations[0].op", "This is missing"],
  ['{ "calculations": [{ "op": "count" }] }', "calculations[0].op", "did you mean COUNT?"],
  ['{ "calculations": [{ "op": "AVERAGE", "column": "x" }] }', "calculations[0].op", "did you mean AVG?"],
  ['{ "calculations": [{ "op": "P91", "column": "x" }] }', "calculations[0].op", "did you mean P"],
  ['{ "calculations": [{ "op": "MEDIAN", "column": "x" }] }', "calculations[0].op", "did you mean P50?"],
  ['{ "calculations": [{ "op": "P90" }] }', "calculations[0].column", "P90 needs a column"],
  ['{ "calculations": [{ "op": "COUNT", "column": 3 }] }', "calculations[0].column", "column's name"],
  ['{ "calculations": [{ "op": "MAX", "colum": "x" }] }', "calculations[0].colum", "did you mean column?"],
  ['{ "filters": [{ "column": "x", "op": "==", "value": 1 }] }', "filters[0].op", "did you mean =?"],
  [
    '{ "filters": [{ "column": "x", "op": "not_in", "value": [1] }] }',
    "filters[0].op",
    "did you mean not-in?",
  ],
  [
    '{ "filters": [{ "column": "x", "op": "start-with", "value": "" }] }',
    "filters[0].op",
    "did you mean starts-with?",
  ],
  ['{ "filters": [{ "column": "x", "op": "exists", "value": true }] }', "filters[0].value", "takes no value"],
  ['{ "filters": [{ "column": "x", "op": "in", "value": "a" }] }', "filters[0].value", "needs a list"],
  ['{ "filters": [{ "column": "x", "op": "in", "value": [] }] }', "filters[0].value", "1 to 500"],
  [
    '{ "filters": [{ "column": "x", "op": "in", "value": ["a", {}] }] }',
    "filters[0].value[1]",
    "not an object",
  ],
  ['{ "filters": [{ "column": "x", "op": "=" }] }', "filters[0].value", "not nothing"],
  ['{ "filters": [{ "column": "x", "op": "contains", "value": 3 }] }', "filters[0].value", "text in quotes"],
  ['{ "filters": [{ "column": 3, "op": "exists" }] }', "filters[0].column", "column's name"],
  ['{ "filters": [{ "column": "", "op": "exists" }] }', "filters[0].column", "is missing"],
  ['{ "filter_combination": "and" }', "filter_combination", "did you mean AND?"],
  ['{ "breakdowns": [1] }', "breakdowns[0]", "column's name"],
  ['{ "breakdowns": ["a", "a"] }', "breakdowns", "twice"],
  ['{ "orders": [{ "column": "name" }] }', "orders[0].column", "not in breakdowns"],
  ['{ "orders": [{ "op": "COUNT", "order": "desc" }] }', "orders[0].order", "did you mean descending?"],
  ['{ "orders": [{ "op": "P90", "column": "x" }] }', "orders[0]", "not among the calculations"],
  [
    '{ "calculations": [{ "op": "P90", "column": "x" }], "orders": [{ "op": "P90" }] }',
    "orders[0]",
    'but P90(x) is. Name the column too: "column": "x".',
  ],
  [
    '{ "calculations": [{ "op": "HEATMAP", "column": "x" }], "orders": [{ "op": "HEATMAP", "column": "x" }] }',
    "orders[0].op",
    "picture",
  ],
  [
    '{ "havings": [{ "calculate_op": "COUNT", "op": ">", "value": "2" }] }',
    "havings[0].value",
    "must be a number",
  ],
  ['{ "havings": [{ "op": "COUNT", "value": 2 }] }', "havings[0].op", "There is no"],
  ['{ "limit": 1001 }', "limit", "from 1 to 1000"],
  ['{ "limit": "10" }', "limit", "without quotation marks"],
  [
    '{ "calculations": [{ "op": "heatmap(duration_ms)" }] }',
    "calculations[0].op",
    'its column stands beside it: "op": "HEATMAP", "column": "duration_ms".',
  ],
  ['{ "calculations": [{ "op": "COUNT()" }] }', "calculations[0].op", "did you mean COUNT?"],
  ['{ "time_range": -1 }', "time_range", "whole number"],
  ['{ "time_range": 60, "start_time": 1, "end_time": 2 }', "time_range", "two of"],
  ['{ "start_time": 5, "end_time": 2 }', "end_time", "later"],
  ['{ "start_time": 1793610000000 }', "start_time", "milliseconds"],
  ['{ "start_time": "2026-11-24" }', "start_time", "seconds since 1970"],
])("says of %s what is wrong at %s", (text, path, words) => {
  const parsed = parseQueryText(text);
  expect(parsed.ok).toBe(false);
  const problems = parsed.ok ? [] : parsed.problems;
  expect(problems).toContainEqual(expect.objectContaining({ path, message: expect.stringContaining(words) }));
});

it("counts spans, whichever column stands beside COUNT", () => {
  const counts = { op: "COUNT", column: "app.user_id" };
  const parsed = parseQuery({ calculations: [counts], orders: [counts, { op: "COUNT" }] });
  const order = { op: "COUNT", order: "ascending" };
  expect(parsed).toMatchObject({
    ok: true,
    query: { calculations: [{ op: "COUNT" }], orders: [order, order] },
  });
});

it("takes null for what is left out", () => {
  const keys = "calculations filters filter_combination breakdowns orders havings limit granularity formulas";
  const times = "time_range start_time end_time compare_time_offset_seconds calculated_fields";
  const nulls = Object.fromEntries(`${keys} ${times}`.split(" ").map((key) => [key, null]));
  expect(parseQuery(nulls)).toEqual(parseQuery({}));
  const order = { op: "COUNT", column: null, order: null };
  expect(parseQuery({ orders: [order] })).toEqual(parseQuery({ orders: [{ op: "COUNT" }] }));
});

it("reads what only Honeycomb works out, and asks the rest", () => {
  const slow = { name: "slow", expression: "GT($duration_ms, 200)" };
  const share = { name: "share", expression: "DIV($A, $B)" };
  const parsed = parseQuery({
    calculated_fields: [slow],
    formulas: [share],
    filters: [{ column: "slow", op: "=", value: true }],
    orders: [{ column: "share", order: "descending" }],
    havings: [{ calculate_op: "AVG", column: "share", op: ">", value: 1 }],
    compare_time_offset_seconds: 86_400,
  });
  expect(parsed).toMatchObject({
    ok: true,
    query: { calculated_fields: [slow], formulas: [share], filters: [], orders: [], havings: [] },
  });
});

it.each([{ granularity: 0 }, { granularity: 4, time_range: 3600 }, { granularity: 60, start_time: 5 }])(
  "lets Honeycomb draw as finely as it can: %o",
  (query) => expect(parseQuery(query)).toMatchObject({ ok: true }),
);

it.each([
  ["calculations[1].op", 5],
  ["filters[0].value", 10],
  ["filters[1].op", 12],
  ["havings[0]", 16],
  ["where", 17],
])("knows that %s stands on line %i", (path, line) => {
  const parsed = parseQueryText(SPREAD_OUT);
  const problems = parsed.ok ? [] : parsed.problems;
  expect(problems.find((each) => each.path === path)).toMatchObject({ line });
});

const SPREAD_OUT = `{
  "calculations": [
    { "op": "COUNT" },
    {
      "op": "P91",
      "column": "duration_ms"
    }
  ],
  "filters": [
    { "column": "name", "op": "contains", "value":  7 },
    { "column": "name",
      "op": "is" }
  ],
  "breakdowns": ["name"],
  "havings": [
    { "calculate_op": "P90", "column": "duration_ms", "op": ">", "value": 1 }],
  "where": []
}`;

it("finds a place to point at in whatever text JSON refuses", () => {
  const random = seededRandom(8);
  for (let round = 0; round < 400; round += 1) {
    const at = Math.floor(random() * SPREAD_OUT.length);
    const junk = ["", ",", "}", "]", '"', "'", "x", "\n", "//", "\\", ":"][
      Math.floor(random() * 11)
    ] as string;
    const text = SPREAD_OUT.slice(0, at) + junk + SPREAD_OUT.slice(at + Math.floor(random() * 3));
    const parsed = parseQueryText(text);
    const isJson = (() => {
      try {
        return JSON.parse(text) !== undefined;
      } catch {
        return false;
      }
    })();
    const [first] = parsed.ok ? [] : parsed.problems;
    if (isJson) continue;
    expect(first?.message, text).toMatch(/^Line \d+ is not JSON: .{10,160}[.]$/su);
    expect(first?.line, text).toBeLessThanOrEqual(text.split("\n").length);
  }
});

it("tells every mistake, and not more than a person reads", () => {
  const parsed = parseQuery({ filters: Array.from({ length: 60 }, () => ({ column: "x", op: "~" })) });
  expect(parsed.ok ? 0 : parsed.problems.length).toBe(20);
});
