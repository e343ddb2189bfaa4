import { expect, it } from "vitest";
import { span } from "../../trace/build-span.ts";
import { randomTrace } from "../../trace/random-spans.ts";
import { seededRandom } from "../../trace/seeded-random.ts";
import type { Heatmap, ResultValue } from "../query-api.ts";
import { calculationName, CALCULATION_OPS, COMPARISON_OPS, PERCENTILES, type Filter } from "./query.ts";
import { compileQuery } from "./compile-query.ts";
import { parseQuery } from "./parse-query.ts";
import { recompute, sorted } from "./recompute.ts";
import { someSpans, testingQuery } from "./testing-query.ts";

const EVERY_CALCULATION = [
  { op: "COUNT" },
  ...["COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX", ...Object.keys(PERCENTILES)].flatMap((op) => [
    { op, column: "duration_ms" },
    { op, column: "app.count" },
  ]),
];

it.each([
  [[]],
  [["app.user_id"]],
  [["trace.trace_id"]],
  [["name", "service.name", "error"]],
  [["host.name", 'odd "name\\ $.x']],
  [["app.never_set", "span.kind"]],
])("calculates what a plain recomputation does, by %j", (breakdowns) => {
  const spans = someSpans(breakdowns.length + 1, 700);
  using test = testingQuery(spans);
  const { rows, query } = test.ask({ calculations: EVERY_CALCULATION, breakdowns, limit: 1000 });
  expect(sorted(rows)).toEqual(sorted(recompute(spans, query).rows));
});

const FILTERS: Filter[] = [
  { column: "app.user_id", op: "=", value: "worf" },
  { column: "app.user_id", op: "=", value: "3" },
  { column: "app.user_id", op: "=", value: 3 },
  { column: "app.user_id", op: "=", value: true },
  { column: "app.user_id", op: "!=", value: "worf" },
  { column: "app.user_id", op: "exists" },
  { column: "app.user_id", op: "does-not-exist" },
  { column: "app.user_id", op: "in", value: ["worf", 3, true] },
  { column: "app.user_id", op: "not-in", value: ["worf", 3, true] },
  { column: "app.user_id", op: "contains", value: "☂" },
  { column: "app.user_id", op: "does-not-contain", value: "r" },
  { column: "app.user_id", op: "starts-with", value: 'a"b' },
  { column: "app.user_id", op: "does-not-start-with", value: "" },
  { column: "app.user_id", op: "ends-with", value: "\\c" },
  { column: "app.user_id", op: "ends-with", value: "a longer text than any" },
  { column: "app.user_id", op: "does-not-end-with", value: "f" },
  { column: "app.user_id", op: ">", value: "m" },
  { column: "app.count", op: ">=", value: 2.25 },
  { column: "app.count", op: "<", value: 1 },
  { column: "app.count", op: "=", value: false },
  { column: "app.count", op: "=", value: 0 },
  { column: "host.name", op: "=", value: "own" },
  { column: "host.name", op: "=", value: "two" },
  { column: 'odd "name\\ $.x', op: "exists" },
  { column: "error", op: "=", value: true },
  { column: "error", op: "does-not-exist" },
  { column: "trace.parent_id", op: "does-not-exist" },
  { column: "trace.trace_id", op: "starts-with", value: "ff" },
  { column: "duration_ms", op: ">", value: 200 },
  { column: "status_code", op: "in", value: [0, 1] },
  { column: "span.kind", op: "!=", value: "server" },
  { column: "meta.signal_type", op: "=", value: "trace" },
  { column: "app.never_set", op: "<=", value: 5 },
];

it.each(FILTERS.map((filter) => [filter.column, filter.op, filter.value, filter] as const))(
  "filters where %s %s %j",
  (_, __, ___, filter) => {
    const spans = someSpans(7, 300);
    using test = testingQuery(spans);
    const { rows, query } = test.ask({ filters: [filter], breakdowns: ["trace.span_id"], limit: 1000 });
    expect(sorted(rows)).toEqual(sorted(recompute(spans, query).rows));
  },
);

it.each(["AND", "OR"])("joins filters by %s", (filter_combination) => {
  const random = seededRandom(3);
  const spans = someSpans(11, 300);
  using test = testingQuery(spans);
  for (let round = 0; round < 40; round += 1) {
    const filters = Array.from({ length: 3 }, () => FILTERS[Math.floor(random() * FILTERS.length)] as Filter);
    const { rows, query } = test.ask({
      filters,
      filter_combination,
      breakdowns: ["trace.span_id"],
      limit: 1000,
    });
    expect(sorted(rows), JSON.stringify(filters)).toEqual(sorted(recompute(spans, query).rows));
  }
});

it("answers random queries over random spans as a plain recomputation does", () => {
  const rounds = process.env["HARD"] ? 3000 : 120;
  for (let seed = 0; seed < rounds / 20; seed += 1) {
    const spans = someSpans(seed, 40 + seed * 3);
    using test = testingQuery(spans);
    const random = seededRandom(seed + 100);
    for (let round = 0; round < 20; round += 1) {
      const asked = randomQuery(random, Number(spans[0]?.start) / 1e9);
      const { rows, heatmaps, groups, query } = test.ask(asked);
      const expected = recompute(spans, query);
      const said = JSON.stringify(asked);
      expect(groups, said).toBe(expected.rows.length);
      expect(rows.length, said).toBe(Math.min(query.limit, groups));
      const all = sorted(expected.rows);
      expect(
        sorted(rows).filter((row) => !all.includes(row)),
        said,
      ).toEqual([]);
      if (rows.length === groups) expect(sorted(rows), said).toEqual(all);
      expect(heatmaps.map(cellsOf), said).toEqual(expected.heatmaps);
      expectOrder(rows, asked.orders, query.breakdowns.length, said);
    }
  }
});

/** Any words in any combination that make a valid query. */
function randomQuery(random: () => number, moment: number) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const some = <T>(most: number, make: () => T): T[] =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, make);
  const columns = [
    "duration_ms",
    "app.count",
    "app.user_id",
    "status_code",
    "name",
    "error",
    "app.never_set",
  ];
  const calculations = [
    ...Map.groupBy(
      some(4, () => {
        const op = pick(CALCULATION_OPS);
        return op === "COUNT" ? { op } : { op, column: pick(columns) };
      }),
      (each) => calculationName(each),
    ).values(),
  ].map(([first]) => first as { op: (typeof CALCULATION_OPS)[number]; column?: string });
  const known = (calculations.length > 0 ? calculations : [{ op: "COUNT" as const }]).filter(
    ({ op }) => op !== "HEATMAP",
  );
  const breakdowns = [
    ...new Set(some(2, () => pick([...columns, "service.name", "host.name", "trace.trace_id"]))),
  ];
  const times = pick([
    {},
    {},
    { start_time: Math.floor(moment) - 20 },
    { start_time: Math.floor(moment) - 20, time_range: 30 },
    { end_time: Math.ceil(moment) + 20, time_range: 30 },
    { start_time: Math.floor(moment) - 10, end_time: Math.ceil(moment) + 15 },
  ]);
  return {
    calculations,
    filters: some(3, () => pick(FILTERS)),
    filter_combination: pick(["AND", "OR"]),
    breakdowns,
    orders:
      known.length > 0 ? some(2, () => ({ ...pick(known), order: pick(["ascending", "descending"]) })) : [],
    havings:
      known.length > 0 && random() < 0.4
        ? [pick(known)].map(({ op, ...column }) => ({
            calculate_op: op,
            ...column,
            op: pick(COMPARISON_OPS),
            value: pick([0, 1, 2.25, 5, 100]),
          }))
        : [],
    ...(random() < 0.3 && { limit: pick([1, 3, 10]) }),
    ...times,
  };
}

type AskedOrder = ReturnType<typeof randomQuery>["orders"][number];

/** Each row stands where the orders want it against the one before; nothing comes before every number. */
function expectOrder(
  rows: readonly (readonly ResultValue[])[],
  orders: readonly AskedOrder[],
  groups: number,
  said: string,
): void {
  const names = (JSON.parse(said) as { calculations: { op: string; column?: string }[] }).calculations
    .filter(({ op }) => op !== "HEATMAP")
    .map(calculationName);
  const keyOf = (row: readonly ResultValue[]) =>
    orders.map(({ order, ...calculation }) => {
      const at = names.length === 0 ? groups : groups + names.indexOf(calculationName(calculation));
      return ((row[at] as number | null) ?? -Infinity) * (order === "descending" ? -1 : 1);
    });
  for (const [index, row] of rows.entries()) {
    if (index === 0) continue;
    const [before, after] = [keyOf(rows[index - 1] ?? []), keyOf(row)];
    const differs = before.findIndex((value, at) => value !== after[at]);
    if (differs >= 0) expect(before[differs], said).toBeLessThan(after[differs] as number);
  }
}

it("survives whatever fields a span may have", () => {
  const random = seededRandom(5);
  const spans = Array.from({ length: 12 }, () => randomTrace(random, 10)).flat();
  using test = testingQuery(spans);
  const names = new Set(
    spans.flatMap(({ fields }) => Object.keys(fields)).filter((name) => !name.includes("\0")),
  );
  for (const name of names) {
    const { rows } = test.ask({
      calculations: [
        { op: "COUNT_DISTINCT", column: name },
        { op: "P90", column: name },
        { op: "SUM", column: name },
      ],
      filters: [{ column: name, op: "exists" }],
      breakdowns: [name],
      orders: [{ column: name }],
    });
    const having = spans.filter(({ fields }) => (fields[name] ?? null) !== null);
    expect(rows.length, name).toBeLessThanOrEqual(having.length);
    expect(rows.length > 0, name).toBe(having.length > 0);
  }
});

it("keeps only the groups that a having wants, in the order that was asked, up to the limit", () => {
  const spans = someSpans(2, 500);
  using test = testingQuery(spans);
  const calculations = [{ op: "COUNT" }, { op: "P90", column: "duration_ms" }];
  const all = test.ask({ calculations, breakdowns: ["trace.trace_id"], limit: 1000 });
  const wanted = all.rows
    .filter(([, count]) => Number(count) > 2)
    .sort((a, b) => Number(a[2]) - Number(b[2]));
  const some = test.ask({
    calculations,
    breakdowns: ["trace.trace_id"],
    havings: [{ calculate_op: "COUNT", op: ">", value: 2 }],
    orders: [{ op: "P90", column: "duration_ms", order: "ascending" }],
    limit: 7,
  });
  expect(some.rows).toEqual(wanted.slice(0, 7));
  expect(some.groups).toBe(wanted.length);
});

it("sorts every value into its heatmap's bucket", () => {
  const spans = someSpans(4, 400);
  using test = testingQuery(spans);
  const { heatmaps, rows, query } = test.ask({
    calculations: [
      { op: "HEATMAP", column: "duration_ms" },
      { op: "HEATMAP", column: "app.count" },
      { op: "HEATMAP", column: "app.never_set" },
    ],
    breakdowns: ["app.user_id"],
  });
  expect(rows[0]).toHaveLength(1);
  expect(heatmaps.map(({ column }) => column)).toEqual(["duration_ms", "app.count", "app.never_set"]);
  expect(heatmaps.map(cellsOf)).toEqual(recompute(spans, query).heatmaps);
  for (const { cells, total } of heatmaps)
    expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(total);
});

const cellsOf = ({ cells }: Heatmap) =>
  new Map(cells.map(({ time, value, count }) => [`${time} ${value}`, count]));

it("looks only into the run that was asked for", () => {
  using test = testingQuery(someSpans(1, 10));
  test.store.add([span({ traceId: "a".repeat(32), name: "of the run" })], { run: "week2" });
  expect(test.ask({ breakdowns: ["name"] }, "week2").rows).toEqual([["of the run", 1]]);
  expect(test.ask({}).rows).toEqual([[10]]);
  expect(test.ask({}, "nowhere").rows).toEqual([[0]]);
});

it("counts a run's time range back from its last span", () => {
  const spans = [0, 50_000, 100_000].map((startMs, index) =>
    span({ startMs, traceId: String(index).padStart(32, "a"), durationMs: 1 }),
  );
  using test = testingQuery(spans, "week2");
  expect(test.ask({ time_range: 60 }, "week2").rows).toEqual([[2]]);
  const start_time = Math.floor(Number(spans[0]?.start) / 1e9);
  expect(test.ask({ start_time, end_time: start_time + 10 }, "week2").rows).toEqual([[1]]);
  expect(test.ask({ start_time, time_range: 60 }, "week2").rows).toEqual([[2]]);
});

it("takes nothing that a query holds for SQL", () => {
  const evil = `x') FROM spans; DROP TABLE spans; --`;
  const spans = [span({ fields: { [evil]: evil, "$.x": 1, "a'b": "c" } })];
  using test = testingQuery(spans);
  for (const column of [
    evil,
    "$.x",
    "a'b",
    "name' OR '1'='1",
    "spans.run",
    "*",
    "$",
    '"',
    "?1",
    "[0]",
    "a.b",
  ]) {
    const held = spans[0]?.fields[column];
    const { rows } = test.ask({
      calculations: [{ op: "COUNT" }, { op: "MAX", column }],
      filters: [{ column, op: "in", value: [evil, "c", 1, "' OR 1=1 --"] }],
      breakdowns: [column],
      orders: [{ column, order: "descending" }],
    });
    expect(rows).toEqual(held === undefined ? [] : [[held, 1, typeof held === "number" ? held : null]]);
  }
  expect(test.store.database.prepare("SELECT count(*) AS n FROM spans").get()?.["n"]).toBe(1);
});

it("writes the same SQL whatever a query holds, so that nothing of it can be SQL", () => {
  using test = testingQuery([]);
  const shapeOf = (name: string, value: string | number) => {
    const parsed = parseQuery({
      calculations: [
        { op: "COUNT" },
        { op: "P90", column: `${name}1` },
        { op: "COUNT_DISTINCT", column: `${name}2` },
        { op: "HEATMAP", column: `${name}3` },
      ],
      filters: [
        { column: `${name}4`, op: "=", value },
        { column: `${name}5`, op: "in", value: [value, "other"] },
        { column: `${name}6`, op: "ends-with", value: `${value}!` },
      ],
      filter_combination: "OR",
      breakdowns: [`${name}7`, `${name}8`],
      orders: [{ column: `${name}7` }, { op: "P90", column: `${name}1`, order: "descending" }],
      havings: [{ calculate_op: "COUNT", op: ">", value: 3 }],
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return compileQuery(test.store.database, parsed.query, `run ${value}`, {}).sql;
  };
  const plain = shapeOf("app.field", "value");
  expect(plain).toMatch(/^[\w\s$.,;:?()<>=*/+'-]+$/);
  for (const evil of HOSTILE) expect(shapeOf(evil, evil), evil).toBe(plain);
});

it.each(["orders", "havings", "limit", "time_range", "filter_combination", "calculations", "breakdowns"])(
  "refuses SQL for the %s",
  (part) => {
    const evil = "1; DROP TABLE spans --";
    for (const value of [
      evil,
      [evil],
      [{ op: evil, order: evil, calculate_op: evil, column: "name", value: evil }],
    ]) {
      if (part === "breakdowns" && Array.isArray(value) && typeof value[0] === "string") continue;
      expect(parseQuery({ breakdowns: ["name"], [part]: value }).ok, JSON.stringify(value)).toBe(false);
    }
  },
);

const HOSTILE = [
  "'; DROP TABLE spans; --",
  "x') FROM spans; DELETE FROM traces; --",
  '" OR ""="',
  "' UNION SELECT fields FROM resources --",
  "?1",
  "$.\"'",
  ") OR TRUE --",
  "\\'",
  "/*",
  "\u0000".replace("\u0000", "\u0007"),
  "percentile_of(",
  "__proto__",
  "constructor",
  "☂'\n--",
];

it("names its columns as the query does", () => {
  using test = testingQuery(someSpans(1, 3));
  const calculations = [
    { op: "COUNT" },
    { op: "HEATMAP", column: "duration_ms" },
    { op: "P90", column: "duration_ms" },
  ];
  const { columns } = test.ask({ calculations, breakdowns: ["app.user_id"] });
  expect(columns.map(({ name }) => name)).toEqual([
    "app.user_id",
    "COUNT",
    calculationName({ op: "P90", column: "duration_ms" }),
  ]);
});
