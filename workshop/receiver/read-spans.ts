import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import { honeycombColumns } from "../trace/honeycomb-columns.ts";
import type {
  FieldMap,
  FieldValue,
  Span,
  SpanEvent,
  SpanId,
  SpanLink,
  TraceId,
  UnixNanos,
} from "../trace/span.ts";
import { SPAN_KINDS, STATUS_CODES } from "../trace/wire-enums.ts";
import { fieldsFromJson } from "./fields-json.ts";
import type { SpanDetail } from "./page-api.ts";

/** Which spans; without anything, all outside named runs. */
export interface SpanFilter {
  readonly run?: string | null;
  /** A trace's `order`. */
  readonly trace?: number;
  readonly spanId?: string;
}

/** Whole spans, one after another, in the order of arrival. */
export function* readSpans(database: DatabaseSync, { run, trace, spanId }: SpanFilter = {}): Generator<Span> {
  const where = trace === undefined ? "spans.run = :run" : "trace = :trace";
  const statement = database.prepare(
    `${ROWS} WHERE ${where} ${spanId === undefined ? "" : "AND span_id = :spanId"} ORDER BY spans.id`,
  );
  statement.setReadBigInts(true);
  const values = {
    ...(trace === undefined ? { run: run ?? "" } : { trace }),
    ...(spanId === undefined ? {} : { spanId }),
  };
  for (const row of iterate(statement, values)) yield toSpan(row);
}

/** A span with all that the page's panel shows of it. */
export function spanDetail(span: Span): SpanDetail {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? null,
    parentIsRemote: span.parentIsRemote ?? null,
    name: span.name,
    kind: span.kind,
    status: span.status,
    start: String(span.start),
    end: String(span.end),
    durationMs: Number(span.end - span.start) / 1e6,
    scope: span.scope,
    fields: forPage(span.fields) as FieldMap,
    resource: forPage(span.resource) as FieldMap,
    events: span.events.map((event) => ({
      ...event,
      time: String(event.time),
      fields: forPage(event.fields) as FieldMap,
    })),
    links: span.links.map((link) => ({ ...link, fields: forPage(link.fields) as FieldMap })),
    droppedFields: span.droppedFields,
    columns: forPage(honeycombColumns(span)) as FieldMap,
  };
}

type Row = Record<string, SQLOutputValue>;

function iterate(statement: StatementSync, values: Record<string, string | number>): Iterable<Row> {
  return statement.iterate(values);
}

const ROWS = `
  SELECT traces.trace_id, span_id, parent_id, parent_is_remote, spans.name, scope, scope_version, kind, status,
    status_message, spans.start, duration, spans.fields, rest, resources.fields AS resource
  FROM spans JOIN traces ON traces.id = spans.trace JOIN resources ON resources.id = spans.resource`;

function toSpan(row: Row): Span {
  const start = row["start"] as UnixNanos;
  const parentId = row["parent_id"];
  const isRemote = row["parent_is_remote"];
  return {
    traceId: row["trace_id"] as TraceId,
    spanId: row["span_id"] as SpanId,
    ...(parentId === null ? {} : { parentSpanId: parentId as SpanId }),
    ...(isRemote === null ? {} : { parentIsRemote: isRemote === 1n }),
    name: String(row["name"]),
    kind: SPAN_KINDS[Number(row["kind"])] ?? "unspecified",
    start,
    end: (start + (row["duration"] as bigint)) as UnixNanos,
    fields: fieldsFromJson(String(row["fields"])),
    ...readRest(row["rest"]),
    status: { code: STATUS_CODES[Number(row["status"])] ?? "unset", message: String(row["status_message"]) },
    resource: fieldsFromJson(String(row["resource"])),
    scope: { name: String(row["scope"]), version: String(row["scope_version"]) },
  };
}

function readRest(rest: SQLOutputValue | undefined): Pick<Span, "events" | "links" | "droppedFields"> {
  if (typeof rest !== "string") return { events: [], links: [], droppedFields: 0 };
  const { events, links, dropped } = fieldsFromJson<FieldMap>(rest) as unknown as Rest;
  return {
    events: events.map((event) => ({ ...event, time: BigInt(event.time) as UnixNanos })),
    links,
    droppedFields: dropped,
  };
}

interface Rest {
  readonly events: readonly (Omit<SpanEvent, "time"> & { readonly time: string })[];
  readonly links: readonly SpanLink[];
  readonly dropped: number;
}

/** JSON on the page's side has no 64-bit integers and no NaN. */
function forPage(value: FieldValue): FieldValue {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(forPage);
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, forPage(held as FieldValue)]));
}
