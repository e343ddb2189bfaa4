import { expect, it } from "vitest";
import { span } from "../../trace/build-span.ts";
import { honeycombColumns } from "../../trace/honeycomb-columns.ts";
import { randomTrace, seededRandom } from "../../trace/random-spans.ts";
import type { FieldValue, Span } from "../../trace/span.ts";
import { TraceStore } from "../trace-store.ts";
import { parseQuery } from "./parse-query.ts";
import { calculationName, PERCENTILES, type Filter, type Query } from "./query.ts";
import type { ResultValue } from "../query-api.ts";
import { runQuery } from "./run-query.ts";

const USERS: FieldValue[] = ["worf", "garek", "3", 3, true, null, "ünï ☂", 'a"b\\c', ["x", 1]];

/** Spans whose fields hold every type, and often nothing. */
function someSpans(seed: number, count: number): Span[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const made: Span[] = [];
  for (let index = 0; index < count; index += 1) {
    const parent = random() < 0.6 ? made.at(-1) : undefined;
    const fields: Record<string, FieldValue> = {};
    if (random() < 0.8) fields["app.user_id"] = pick(USERS);
    if (random() < 0.7) fields["app.count"] = pick([0, 1, 2, 3, 4, -1.5, 1e3, "4", false, null, 2.25]);
    if (random() < 0.3) fields['odd "name\\ $.x'] = pick(["y", 1, true]);
    if (random() < 0.2) fields["host.name"] = "own";
    made.push(
      span({
        ...(parent ? { parent } : { traceId: index.toString(16).padStart(32, "f") }),
        name: pick(["GET /api/activities/home", "GET /api/activities/search", "request handler"]),
        startMs: random() * 60_000,
        durationMs: random() * 400,
        kind: pick(["server", "internal"]),
        fields,
        status: { code: pick(["unset", "error"]), message: "" },
        resource: { "service.name": pick(["backend", "frontend"]), "host.name": pick(["one", "two"]) },
      }),
    );
  }
  return made;
}

function storeOf(spans: readonly Span[], run?: string): TraceStore {
  const store = new TraceStore();
  store.add(spans, run === undefined ? {} : { run });
  return store;
}

function ask(store: TraceStore, query: object, run?: string) {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { ...runQuery(store.database, parsed.query, run ? { run } : {}), query: parsed.query };
}

/** The same question, answered in the plainest way. */
function recompute(spans: readonly Span[], query: Query): ResultValue[][] {
  const rows = spans.map((each) => honeycombColumns(each));
  const matches = rows.filter((row) => {
    const results = query.filters.map((filter) => holds(row[filter.column] ?? null, filter));
    if (results.length === 0) return true;
    return query.filter_combination === "OR" ? results.some(Boolean) : results.every(Boolean);
  });
  const groups = Map.groupBy(matches, (row) =>
    JSON.stringify(query.breakdowns.map((name) => row[name] ?? null)),
  );
  if (query.breakdowns.length === 0 && groups.size === 0) groups.set("[]", []);
  return [...groups].map(([key, members]) => [
    ...(JSON.parse(key) as ResultValue[]),
    ...query.calculations
      .filter(({ op }) => op !== "HEATMAP")
      .map(({ op, column = "" }) => {
        const values = members.map((row) => row[column] ?? null).filter((value) => value !== null);
        const numbers = values.filter((value) => typeof value === "number").sort((a, b) => a - b);
        const sum = numbers.reduce((total, value) => total + value, 0);
        if (op === "COUNT") return members.length;
        if (op === "COUNT_DISTINCT") return new Set(values.map((value) => JSON.stringify(value))).size;
        if (numbers.length === 0) return null;
        if (op === "SUM") return sum;
        if (op === "AVG") return sum / numbers.length;
        if (op === "MIN") return numbers[0] ?? null;
        if (op === "MAX") return numbers.at(-1) ?? null;
        const share = PERCENTILES[op as keyof typeof PERCENTILES];
        return (
          numbers.find(
            (value) =>
              numbers.filter((each) => each <= value).length >= Math.ceil(share * numbers.length - 1e-9),
          ) ?? null
        );
      }),
  ]);
}

function holds(value: FieldValue, { op, value: wanted }: Filter): boolean {
  const text = typeof value === "string" ? value : undefined;
  const alike = (other: unknown) => value !== null && typeof value === typeof other;
  const results: Record<string, () => boolean> = {
    exists: () => value !== null,
    "=": () => value === wanted,
    ">": () => alike(wanted) && (value as number) > (wanted as number),
    ">=": () => alike(wanted) && (value as number) >= (wanted as number),
    "<": () => alike(wanted) && (value as number) < (wanted as number),
    "<=": () => alike(wanted) && (value as number) <= (wanted as number),
    contains: () => text?.includes(wanted as string) ?? false,
    "starts-with": () => text?.startsWith(wanted as string) ?? false,
    "ends-with": () => text?.endsWith(wanted as string) ?? false,
    in: () => (wanted as unknown[]).includes(value),
  };
  const positive: Record<string, string> = {
    "!=": "=",
    "not-in": "in",
    "does-not-exist": "exists",
    "does-not-contain": "contains",
    "does-not-start-with": "starts-with",
    "does-not-end-with": "ends-with",
  };
  const opposite = positive[op];
  return opposite === undefined ? (results[op] as () => boolean)() : !(results[opposite] as () => boolean)();
}

const rounded = (rows: readonly (readonly ResultValue[])[]) =>
  rows
    .map((row) =>
      JSON.stringify(row.map((value) => (typeof value === "number" ? Number(value.toFixed(9)) : value))),
    )
    .sort();

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
  using store = new Disposing(storeOf(spans));
  const { rows, query } = ask(store.it, { calculations: EVERY_CALCULATION, breakdowns, limit: 1000 });
  expect(rounded(rows)).toEqual(rounded(recompute(spans, query)));
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
    using store = new Disposing(storeOf(spans));
    const { rows, query } = ask(store.it, { filters: [filter], breakdowns: ["trace.span_id"], limit: 1000 });
    expect(rounded(rows)).toEqual(rounded(recompute(spans, query)));
  },
);

it.each(["AND", "OR"])("joins filters by %s", (filter_combination) => {
  const random = seededRandom(3);
  const spans = someSpans(11, 300);
  using store = new Disposing(storeOf(spans));
  for (let round = 0; round < 40; round += 1) {
    const filters = Array.from({ length: 3 }, () => FILTERS[Math.floor(random() * FILTERS.length)] as Filter);
    const { rows, query } = ask(store.it, {
      filters,
      filter_combination,
      breakdowns: ["trace.span_id"],
      limit: 1000,
    });
    expect(rounded(rows), JSON.stringify(filters)).toEqual(rounded(recompute(spans, query)));
  }
});

it("survives whatever fields a span may have", () => {
  const random = seededRandom(5);
  const spans = Array.from({ length: 30 }, () => randomTrace(random, 10)).flat();
  using store = new Disposing(storeOf(spans));
  const names = new Set(
    spans.flatMap(({ fields }) => Object.keys(fields)).filter((name) => !name.includes("\0")),
  );
  for (const name of names) {
    const { rows } = ask(store.it, {
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
  using store = new Disposing(storeOf(spans));
  const calculations = [{ op: "COUNT" }, { op: "P90", column: "duration_ms" }];
  const all = ask(store.it, { calculations, breakdowns: ["trace.trace_id"], limit: 1000 });
  const wanted = all.rows
    .filter(([, count]) => Number(count) > 2)
    .sort((a, b) => Number(a[2]) - Number(b[2]));
  const some = ask(store.it, {
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
  using store = new Disposing(storeOf(spans));
  const { heatmaps, rows } = ask(store.it, {
    calculations: [
      { op: "HEATMAP", column: "duration_ms" },
      { op: "HEATMAP", column: "app.count" },
    ],
    breakdowns: ["app.user_id"],
  });
  expect(rows[0]).toHaveLength(1);
  expect(heatmaps.map(({ column }) => column)).toEqual(["duration_ms", "app.count"]);
  for (const { column, time, value, cells, total } of heatmaps) {
    const points = spans.flatMap((each) => {
      const held = honeycombColumns(each)[column];
      return typeof held === "number" ? [{ at: Number(each.start) / 1e6, held }] : [];
    });
    expect(total).toBe(points.length);
    const bucket = (number: number, { min, max, buckets }: typeof time) =>
      Math.min(buckets - 1, Math.floor(((number - min) / (max - min)) * buckets));
    const expected = new Map<string, number>();
    for (const { at, held } of points) {
      const cell = `${bucket(at, time)} ${bucket(held, value)}`;
      expected.set(cell, (expected.get(cell) ?? 0) + 1);
    }
    expect(new Map(cells.map((cell) => [`${cell.time} ${cell.value}`, cell.count]))).toEqual(expected);
  }
});

it("looks only into the run that was asked for", () => {
  using store = new Disposing(storeOf(someSpans(1, 10)));
  store.it.add([span({ traceId: "a".repeat(32), name: "of the run" })], { run: "week2" });
  expect(ask(store.it, { breakdowns: ["name"] }, "week2").rows).toEqual([["of the run", 1]]);
  expect(ask(store.it, {}).rows).toEqual([[10]]);
  expect(ask(store.it, {}, "nowhere").rows).toEqual([[0]]);
});

it("counts a run's time range back from its last span", () => {
  const spans = [0, 50_000, 100_000].map((startMs, index) =>
    span({ startMs, traceId: String(index).padStart(32, "a"), durationMs: 1 }),
  );
  using store = new Disposing(storeOf(spans, "week2"));
  expect(ask(store.it, { time_range: 60 }, "week2").rows).toEqual([[2]]);
  const start_time = Math.floor(Number(spans[0]?.start) / 1e9);
  expect(ask(store.it, { start_time, end_time: start_time + 10 }, "week2").rows).toEqual([[1]]);
  expect(ask(store.it, { start_time, time_range: 60 }, "week2").rows).toEqual([[2]]);
});

it("takes nothing that a query holds for SQL", () => {
  const evil = `x') FROM spans; DROP TABLE spans; --`;
  const spans = [span({ fields: { [evil]: evil, "$.x": 1, "a'b": "c" } })];
  using store = new Disposing(storeOf(spans));
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
    const { rows } = ask(store.it, {
      calculations: [{ op: "COUNT" }, { op: "MAX", column }],
      filters: [{ column, op: "in", value: [evil, "c", 1, "' OR 1=1 --"] }],
      breakdowns: [column],
      orders: [{ column, order: "descending" }],
    });
    expect(rows).toEqual(held === undefined ? [] : [[held, 1, typeof held === "number" ? held : null]]);
  }
  expect(store.it.database.prepare("SELECT count(*) AS n FROM spans").get()?.["n"]).toBe(1);
});

it("names its columns as the query does", () => {
  using store = new Disposing(storeOf(someSpans(1, 3)));
  const calculations = [
    { op: "COUNT" },
    { op: "HEATMAP", column: "duration_ms" },
    { op: "P90", column: "duration_ms" },
  ];
  const { columns } = ask(store.it, { calculations, breakdowns: ["app.user_id"] });
  expect(columns.map(({ name }) => name)).toEqual([
    "app.user_id",
    "COUNT",
    calculationName({ op: "P90", column: "duration_ms" }),
  ]);
});

class Disposing {
  readonly it: TraceStore;
  constructor(store: TraceStore) {
    this.it = store;
  }
  [Symbol.dispose](): void {
    this.it.close();
  }
}
