import type { DatabaseSync } from "node:sqlite";
import { honeycombColumns } from "../../trace/honeycomb-columns.ts";
import type { FieldValue } from "../../trace/span.ts";
import type { Difference, SelectedSpan, Selection, SelectionComparison } from "../query-api.ts";
import { readSpans } from "../read-spans.ts";
import { columnSql, type ColumnSql } from "./column-sql.ts";
import { whereSql } from "./compile-query.ts";
import { Parameters } from "./parameters.ts";
import type { Query } from "./query.ts";
import { timeWindow, type QueryOptions } from "./run-query.ts";

const MOST_SPANS = 50_000;
const MOST_DIFFERENCES = 20;
const MOST_SHOWN = 50;
const LONGEST_VALUE = 200;
/** Differ by their nature, so they set nothing apart. */
const UNTELLING = /^(trace\.|duration_ms$|meta\.|telemetry\.|process\.)/;

export function compareSelection(
  database: DatabaseSync,
  query: Query,
  selection: Selection,
  options: QueryOptions = {},
): SelectionComparison {
  const { time, value } = selection;
  const sides = { inside: 0, outside: 0 };
  const counts = new Map<string, Difference & { inside: number; outside: number }>();
  const spans: SelectedSpan[] = [];
  for (const { row, number, startMs } of matching(database, query, selection.column, options)) {
    const isInside = startMs >= time.from && startMs <= time.to && number >= value.from && number <= value.to;
    const side = isInside ? "inside" : "outside";
    sides[side] += 1;
    if (isInside) spans.push(spanOf(row, number));
    for (const [column, held] of Object.entries(row)) {
      if (UNTELLING.test(column) || column === selection.column || !isShort(held)) continue;
      const key = JSON.stringify([column, held]);
      const counted = counts.get(key) ?? { column, value: held, inside: 0, outside: 0 };
      counted[side] += 1;
      counts.set(key, counted);
    }
  }
  const telling = (each: Difference) =>
    Math.abs(each.inside / Math.max(1, sides.inside) - each.outside / Math.max(1, sides.outside));
  return {
    ...sides,
    differences: [...counts.values()]
      .filter((each) => telling(each) > 0.05 && each.inside + each.outside > 1)
      .sort((a, b) => telling(b) - telling(a) || b.inside - a.inside)
      .slice(0, MOST_DIFFERENCES),
    spans: spans.sort((a, b) => b.value - a.value).slice(0, MOST_SHOWN),
  };
}

type Row = Readonly<Record<string, FieldValue>>;

/** The spans that the query looks at and that have a number in the column. */
function* matching(database: DatabaseSync, query: Query, name: string, options: QueryOptions) {
  const run = options.run ?? "";
  const parameters = new Parameters();
  const columns = new Map<string, ColumnSql>();
  const column = (each: string): ColumnSql => {
    const known = columns.get(each) ?? columnSql(each, parameters, database);
    columns.set(each, known);
    return known;
  };
  const where = whereSql(query, column, parameters, run, timeWindow(database, query, run, options.now));
  const ids = database
    .prepare(
      `SELECT trace, span_id, start / 1e6 AS start_ms, ${column(name).number} AS number FROM spans WHERE ${where} AND ${column(name).number} IS NOT NULL LIMIT ${parameters.add(MOST_SPANS)}`,
    )
    .all(...parameters.values);
  const wanted = new Map(ids.map((row) => [`${String(row["trace"])} ${String(row["span_id"])}`, row]));
  const traces = new Map(ids.map((row) => [Number(row["trace"]), true]));
  for (const trace of traces.keys()) {
    for (const span of readSpans(database, { trace })) {
      const found = wanted.get(`${trace} ${span.spanId}`);
      if (!found) continue;
      yield {
        row: honeycombColumns(span) as Row,
        number: Number(found["number"]),
        startMs: Number(found["start_ms"]),
      };
    }
  }
}

function spanOf(row: Row, value: number): SelectedSpan {
  return {
    traceId: String(row["trace.trace_id"]),
    spanId: String(row["trace.span_id"]),
    name: String(row["name"]),
    value,
  };
}

function isShort(value: FieldValue): value is string | number | boolean {
  if (typeof value === "string") return value.length <= LONGEST_VALUE;
  return typeof value === "number" || typeof value === "boolean";
}
