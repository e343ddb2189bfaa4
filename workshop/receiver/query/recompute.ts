import { honeycombColumns } from "../../trace/honeycomb-columns.ts";
import type { FieldMap, FieldValue, Span } from "../../trace/span.ts";
import type { Axis, ResultValue } from "../query-api.ts";
import { PERCENTILES, type Calculation, type Filter, type Query } from "./query.ts";

export interface Recomputed {
  /** Every group that the havings let through, in no order. */
  readonly rows: readonly (readonly ResultValue[])[];
  /** For each HEATMAP, how many values fall into each cell, named `time value`. */
  readonly heatmaps: readonly ReadonlyMap<string, number>[];
}

/** The same question answered in the plainest way, over the spans themselves: what the engine is proven against. */
export function recompute(spans: readonly Span[], query: Query): Recomputed {
  const matching = spans.filter((span) => isInTime(span, query) && passes(honeycombColumns(span), query));
  const rows = matching.map(honeycombColumns);
  const groups = Map.groupBy(rows, (row) =>
    JSON.stringify(query.breakdowns.map((name) => row[name] ?? null)),
  );
  if (query.breakdowns.length === 0 && groups.size === 0) groups.set("[]", []);
  const shown = query.calculations.filter(({ op }) => op !== "HEATMAP");
  const kept = [...groups].filter(([, members]) =>
    query.havings.every(({ calculate_op: op, column, op: compare, value }) => {
      const result = calculate({ op, ...(column !== undefined && { column }) }, members);
      return result !== null && holds(result, { column: "", op: compare, value });
    }),
  );
  return {
    rows: kept.map(([key, members]) => [
      ...(JSON.parse(key) as ResultValue[]),
      ...shown.map((calculation) => calculate(calculation, members)),
    ]),
    heatmaps: query.calculations.flatMap(({ op, column = "" }) =>
      op === "HEATMAP" ? [plot(matching, column)] : [],
    ),
  };
}

/** Rows that can be compared whatever their order. */
export function sorted(rows: readonly (readonly ResultValue[])[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

function isInTime({ start }: Span, { start_time, end_time, time_range }: Query): boolean {
  const at = Number(start) / 1e9;
  const from =
    start_time ?? (end_time !== undefined && time_range !== undefined ? end_time - time_range : undefined);
  const to =
    end_time ?? (start_time !== undefined && time_range !== undefined ? start_time + time_range : undefined);
  return (from === undefined || at >= from) && (to === undefined || at < to);
}

function passes(row: FieldMap, { filters, filter_combination }: Query): boolean {
  const results = filters.map((filter) => holds(row[filter.column] ?? null, filter));
  if (results.length === 0) return true;
  return filter_combination === "OR" ? results.some(Boolean) : results.every(Boolean);
}

function calculate({ op, column = "" }: Calculation, members: readonly FieldMap[]): number | null {
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
  const needed = Math.ceil(PERCENTILES[op as keyof typeof PERCENTILES] * numbers.length - 1e-9);
  return numbers.find((value) => numbers.filter((each) => each <= value).length >= needed) ?? null;
}

function plot(spans: readonly Span[], column: string): Map<string, number> {
  const points = spans.flatMap((span) => {
    const value = honeycombColumns(span)[column];
    return typeof value === "number" ? [{ at: Number(span.start) / 1e6, value }] : [];
  });
  const axis = (values: readonly number[], buckets: number): Axis => ({
    min: Math.min(...values),
    max: Math.max(...values),
    buckets,
  });
  const [times, values] = [
    axis(
      points.map(({ at }) => at),
      60,
    ),
    axis(
      points.map(({ value }) => value),
      30,
    ),
  ];
  const bucket = (number: number, { min, max, buckets }: Axis) =>
    max === min ? 0 : Math.min(buckets - 1, Math.floor(((number - min) / (max - min)) * buckets));
  const cells = new Map<string, number>();
  for (const { at, value } of points) {
    const cell = `${bucket(at, times)} ${bucket(value, values)}`;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  return cells;
}

function holds(value: FieldValue, { op, value: wanted }: Filter): boolean {
  const text = typeof value === "string" ? value : undefined;
  const alike = value !== null && typeof value === typeof wanted;
  switch (op) {
    case "exists":
      return value !== null;
    case "=":
      return value === wanted;
    case ">":
      return alike && (value as number) > (wanted as number);
    case ">=":
      return alike && (value as number) >= (wanted as number);
    case "<":
      return alike && (value as number) < (wanted as number);
    case "<=":
      return alike && (value as number) <= (wanted as number);
    case "contains":
      return text?.includes(wanted as string) ?? false;
    case "starts-with":
      return text?.startsWith(wanted as string) ?? false;
    case "ends-with":
      return text?.endsWith(wanted as string) ?? false;
    case "in":
      return (wanted as unknown[]).includes(value);
    default:
      return !holds(value, { column: "", op: OPPOSITES[op], ...(wanted !== undefined && { value: wanted }) });
  }
}

const OPPOSITES = {
  "!=": "=",
  "not-in": "in",
  "does-not-exist": "exists",
  "does-not-contain": "contains",
  "does-not-start-with": "starts-with",
  "does-not-end-with": "ends-with",
} as const;
