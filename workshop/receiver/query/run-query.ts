import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { FieldValue } from "../../trace/span.ts";
import type { QueryResult, ResultValue } from "../query-api.ts";
import { fieldsFromJson } from "../fields-json.ts";
import { addAggregates, type HeatmapPoints } from "./add-aggregates.ts";
import { compileQuery, type TimeWindow } from "./compile-query.ts";
import { makeHeatmap } from "./heatmap.ts";
import { calculationName, type Query } from "./query.ts";

export interface QueryOptions {
  /** A named run; without it, every span outside of the runs. */
  readonly run?: string | null;
  /** Milliseconds since 1970, from which a time range reaches back; a run's time ends with its last span. */
  readonly now?: number;
}

/** Asks the store a question. */
export function runQuery(database: DatabaseSync, query: Query, options: QueryOptions = {}): QueryResult {
  const started = performance.now();
  const run = options.run ?? "";
  const points: HeatmapPoints = new Map();
  addAggregates(database).gatherInto(points);
  const { sql, values } = compileQuery(database, query, run, timeWindow(database, query, run, options.now));
  const rows = database.prepare(sql).all(...values);
  const shown = query.calculations.flatMap(({ op }, index) => (op === "HEATMAP" ? [] : [index]));
  return {
    columns: [
      ...query.breakdowns.map((name) => ({ name, kind: "breakdown" as const })),
      ...shown.map((index) => ({
        name: calculationName(query.calculations[index] ?? { op: "COUNT" }),
        kind: "calculation" as const,
      })),
    ],
    rows: rows.map((row) => [
      ...query.breakdowns.map((_, index) => fromJson(row[`k${index}`])),
      ...shown.map((index) => row[`a${index}`] as number | null),
    ]),
    heatmaps: query.calculations.flatMap(({ op, column = "" }, index) => {
      const { times = [], values: found = [] } = points.get(index) ?? {};
      return op === "HEATMAP" ? [makeHeatmap(column, times, found)] : [];
    }),
    groups: Number(rows[0]?.["all_groups"] ?? 0),
    elapsedMs: Math.round((performance.now() - started) * 10) / 10,
  };
}

/** From when to when; without any time in the query, everything. */
export function timeWindow(database: DatabaseSync, query: Query, run: string, now?: number): TimeWindow {
  const { time_range: range, start_time: start, end_time: end } = query;
  if (range === undefined && start === undefined && end === undefined) return {};
  const seconds = (value: number) => BigInt(value) * 1_000_000_000n;
  if (start !== undefined) {
    const to = end ?? (range === undefined ? undefined : start + range);
    return { from: seconds(start), ...(to !== undefined && { to: seconds(to) }) };
  }
  const to = end === undefined ? undefined : seconds(end);
  if (range === undefined) return { ...(to !== undefined && { to }) };
  const last =
    to ?? (run === "" ? BigInt(Math.round(now ?? Date.now())) * 1_000_000n : lastStart(database, run));
  return { from: last - seconds(range), ...(to !== undefined && { to }) };
}

/** A run is a thing of the past: its last span is its now. */
function lastStart(database: DatabaseSync, run: string): bigint {
  const statement = database.prepare("SELECT max(end) AS last FROM traces WHERE run = ?");
  statement.setReadBigInts(true);
  return BigInt(String(statement.get(run)?.["last"] ?? 0));
}

function fromJson(value: SQLOutputValue | undefined): ResultValue {
  if (typeof value !== "string") return null;
  const parsed = fieldsFromJson<FieldValue>(value);
  return typeof parsed === "bigint" ? String(parsed) : (parsed as ResultValue);
}
