import { expect, it } from "vitest";
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
  ["{,}", "", "This is not JSON"],
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
  ['{ "calculations": [{ "op": "COUNT", "column": "x" }] }', "calculations[0].column", "COUNT_DISTINCT does"],
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
  ['{ "limit": "10" }', "limit", "whole number"],
  ['{ "time_range": -1 }', "time_range", "whole number"],
  ['{ "time_range": 60, "start_time": 1, "end_time": 2 }', "time_range", "two of"],
  ['{ "start_time": 5, "end_time": 2 }', "end_time", "later"],
  ['{ "start_time": 1793610000000 }', "start_time", "milliseconds"],
  ['{ "start_time": "2026-11-24" }', "start_time", "seconds since 1970"],
])("says of %s what is wrong at %s", (text, path, words) => {
  const parsed = parseQueryText(text);
  expect(parsed.ok).toBe(false);
  const problems = parsed.ok ? [] : parsed.problems;
  expect(problems).toContainEqual({ path, message: expect.stringContaining(words) });
});

it("tells every mistake, and not more than a person reads", () => {
  const parsed = parseQuery({ filters: Array.from({ length: 60 }, () => ({ column: "x", op: "~" })) });
  expect(parsed.ok ? 0 : parsed.problems.length).toBe(20);
});
