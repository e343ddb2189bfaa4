import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { TraceList, TraceSummary } from "./page-api.ts";

export interface ListOptions {
  readonly limit?: number;
  /** Only traces older than this `order`. */
  readonly before?: number;
  readonly run?: string | null;
}

/** The newest traces first. */
export function listTraces(database: DatabaseSync, { limit = 50, before, run }: ListOptions = {}): TraceList {
  const rows = database
    .prepare(`${SUMMARY} WHERE run = ? AND id < ? ORDER BY id DESC LIMIT ?`)
    .all(run ?? "", before ?? Number.MAX_SAFE_INTEGER, limit + 1);
  return { traces: rows.slice(0, limit).map((row) => toSummary(row)), more: rows.length > limit };
}

/** The trace of that id; of several, in runs and outside, the newest. */
export function findTrace(database: DatabaseSync, traceId: string): TraceSummary | undefined {
  const row = database.prepare(`${SUMMARY} WHERE trace_id = ? ORDER BY id DESC LIMIT 1`).get(traceId);
  return row && toSummary(row);
}

/** The traces with these `order`s, in order of change. */
export function summariesOf(database: DatabaseSync, orders: readonly number[]): TraceSummary[] {
  const sql = `${SUMMARY} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY change, id`;
  return database
    .prepare(sql)
    .all(JSON.stringify(orders))
    .map((row) => toSummary(row));
}

/** Times are cut to doubles here: nanoseconds since 1970 do not fit into a JavaScript number. */
const SUMMARY = `
  SELECT id, trace_id, run, change, name, service, has_root, start / 1000 / 1e3 AS start_ms,
    (end - start) / 1e6 AS duration_ms, span_count, error_count,
    CASE WHEN name <> '' AND name NOT GLOB '*[^A-Z]*' THEN (
      SELECT coalesce(json_extract(fields, '$."url.path"'), json_extract(fields, '$."url.full"'))
      FROM spans WHERE spans.trace = traces.id AND parent_id IS NULL LIMIT 1
    ) END AS target
  FROM traces`;

function toSummary(row: Record<string, SQLOutputValue>): TraceSummary {
  return {
    traceId: String(row["trace_id"]),
    name: String(row["name"]),
    path: pathIn(row["target"]),
    hasRoot: row["has_root"] === 1,
    service: String(row["service"]),
    startMs: Number(row["start_ms"]),
    durationMs: Number(row["duration_ms"]),
    spanCount: Number(row["span_count"]),
    errorCount: Number(row["error_count"]),
    change: Number(row["change"]),
    order: Number(row["id"]),
    run: row["run"] === "" ? null : String(row["run"]),
    sample: false,
  };
}

/** The path of an address, or a path as it is. */
function pathIn(target: SQLOutputValue | undefined): string | null {
  if (typeof target !== "string") return null;
  return target.startsWith("/") ? target : (URL.parse(target)?.pathname ?? null);
}
