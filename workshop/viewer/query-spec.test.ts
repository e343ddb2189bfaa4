import { expect, it } from "vitest";
import { parseQuery } from "../receiver/query/parse-query.ts";
import { CALCULATION_OPS, FILTER_OPS } from "../receiver/query/query.ts";
import { seededRandom } from "../trace/seeded-random.ts";
import { readValue, readValues, writeValue } from "./page/query/filter-value.ts";
import { EMPTY, fromSpec, lineAt, toSpec } from "./page/query/spec.ts";
import { templateLink } from "./page/query/template-link.ts";

it.each([
  ["worf", "worf"],
  ["500", 500],
  ['"500"', "500"],
  ["-1.5e3", -1500],
  ["true", true],
  ['"true"', "true"],
  ['a "quoted" word', 'a "quoted" word'],
  ['"', '"'],
  ["", ""],
])("reads the typed value %j as %j", (typed, value) => {
  expect(readValue(typed)).toBe(value);
});

it("reads a list with commas inside quotation marks", () => {
  expect(readValues('worf, "a, b", 3, true')).toEqual(["worf", "a, b", 3, true]);
});

it("gives every value back that it writes", () => {
  for (const value of [
    "",
    " x ",
    '"',
    '"x"',
    "a,b",
    'say "hi", you',
    "500",
    "true",
    5,
    -0.25,
    true,
    "ü☂",
    "\\",
  ]) {
    expect(readValue(writeValue(value)), JSON.stringify(value)).toBe(value);
    expect(readValues(writeValue([value, "end"])), JSON.stringify(value)).toEqual([value, "end"]);
  }
});

it("writes what a saved query said, also what the form does not show", () => {
  const random = seededRandom(4);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  for (let round = 0; round < 300; round += 1) {
    const calculations = [
      { op: "COUNT" },
      ...[1, 2].map((n) => ({ op: pick(CALCULATION_OPS.slice(1)), column: `c ${n}` })),
    ];
    const filters = FILTER_OPS.filter(() => random() < 0.3).map((op) => {
      if (/exist/.test(op)) return { column: "x", op };
      if (/^(not-)?in$/.test(op)) return { column: "x", op, value: ["a, b", 3, true, "3"] };
      return {
        column: "x",
        op,
        value: /contain|start|end/.test(op) ? pick(["5", "true", "a"]) : pick(["5", 5, true]),
      };
    });
    const spec = {
      calculations,
      ...(filters.length > 0 && { filters }),
      ...(filters.length > 1 && random() < 0.5 && { filter_combination: "OR" }),
      breakdowns: ["app.user_id", "P90(name)"],
      orders: [
        { op: "COUNT", order: "descending" },
        { column: "P90(name)", order: "ascending" },
      ],
      havings: [{ calculate_op: "COUNT", op: ">=", value: 2.5 }],
      limit: 7,
      time_range: 3600,
      start_time: 1_793_610_000,
      granularity: 60,
    };
    expect(parseQuery(spec).ok, JSON.stringify(spec)).toBe(true);
    expect(toSpec(fromSpec(spec))).toEqual(spec);
  }
});

it("leaves out lines that were added and not filled in, and still finds the line of a problem", () => {
  const draft = {
    ...EMPTY,
    filters: [
      { column: "", op: "=", value: "" },
      { column: "name", op: "contains", value: "5" },
    ],
  };
  expect(toSpec(draft)).toEqual({
    calculations: [{ op: "COUNT" }],
    filters: [{ column: "name", op: "contains", value: "5" }],
  });
  expect(lineAt(draft, "filters[0].value")).toEqual({ clause: "filters", line: 1 });
  expect(lineAt(draft, "limit")).toEqual({ clause: "limit" });
});

it.each([
  [
    "https://ui.honeycomb.io/team/environments/test/datasets/backend",
    "/team/environments/test/datasets/backend",
  ],
  [
    "https://ui.eu1.honeycomb.io/t/environments/e/datasets/d/result/a1?tab=x#y",
    "/t/environments/e/datasets/d",
  ],
  ["https://ui.honeycomb.io/t/environments/e", "/t/environments/e"],
])("makes a link of %s", (address, place) => {
  const link = new URL(templateLink(address, { limit: 5 }) ?? "");
  expect(link.pathname).toBe(place);
  expect(link.searchParams.get("query")).toBe('{"limit":5}');
});

it.each([
  "",
  "javascript:alert(1)",
  "https://evil.example/t/environments/e",
  "https://ui.honeycomb.io/",
  "ui.honeycomb.io",
])("makes no link of %j", (address) => {
  expect(templateLink(address, {})).toBeUndefined();
});
