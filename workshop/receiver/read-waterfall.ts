import type { DatabaseSync } from "node:sqlite";
import { SPAN_KINDS, STATUS_CODES } from "../trace/wire-enums.ts";
import type { FoundSpans, TraceSummary, Waterfall } from "./page-api.ts";

/** One trace's spans that were stored after the cursor `after`, column by column. */
export function readWaterfall(database: DatabaseSync, summary: TraceSummary, after = 0): Waterfall {
  const start = database
    .prepare("SELECT CAST(start AS TEXT) AS start FROM traces WHERE id = ?")
    .get(summary.order);
  const columns = emptyColumns();
  const texts = new Texts();
  let cursor = after;
  const statement = database.prepare(ROWS);
  statement.setReturnArrays(true);
  for (const row of statement.iterate(summary.order, after) as unknown as Iterable<Row>) {
    cursor = row[0];
    columns.spanId.push(row[1]);
    columns.parentSpanId.push(row[2]);
    columns.parentIsRemote.push(row[3]);
    columns.name.push(texts.index(row[4]));
    columns.service.push(texts.index(row[5]));
    columns.scope.push(texts.index(row[6]));
    columns.kind.push(SPAN_KINDS[row[7]] ?? "unspecified");
    columns.status.push(STATUS_CODES[row[8]] ?? "unset");
    columns.offset.push(row[9]);
    columns.duration.push(row[10]);
    columns.eventCount.push(row[11]);
    columns.linkCount.push(row[12]);
    if (row[13] > 1) columns.duplicates.push(row[1]);
  }
  return { summary, start: String(start?.["start"] ?? 0), ...columns, texts: texts.list, cursor };
}

/** Spans of the trace that hold `text` anywhere a person would look for it. */
export function findSpans(database: DatabaseSync, trace: number, text: string): FoundSpans {
  const inJson = JSON.stringify(text).slice(1, -1);
  const rows = database.prepare(FIND).all({ trace, text: text.toLowerCase(), json: inJson.toLowerCase() });
  return { spanIds: rows.map((row) => String(row["span_id"])) };
}

type Row = [
  id: number,
  spanId: string,
  parentId: string,
  parentIsRemote: -1 | 0 | 1,
  name: string,
  service: string,
  scope: string,
  kind: number,
  status: number,
  offset: number,
  duration: number,
  events: number,
  links: number,
  copies: number,
];

const ROWS = `
  SELECT spans.id, span_id, coalesce(parent_id, ''), coalesce(parent_is_remote, -1), spans.name, spans.service, scope,
    kind, status, CAST(spans.start - traces.start AS REAL), CAST(duration AS REAL),
    iif(rest IS NULL, 0, json_array_length(rest, '$.events')),
    iif(rest IS NULL, 0, json_array_length(rest, '$.links')), copies
  FROM spans JOIN traces ON traces.id = spans.trace
  WHERE trace = ? AND spans.id > ? ORDER BY spans.id`;

const FIND = `
  SELECT span_id FROM spans
  WHERE trace = :trace AND (
    instr(lower(name), :text) OR instr(lower(service), :text) OR instr(lower(scope), :text)
    OR instr(lower(status_message), :text) OR instr(lower(fields), :json) OR instr(lower(rest), :json)
    OR span_id = :text
  )
  ORDER BY id LIMIT 10000`;

function emptyColumns() {
  return {
    spanId: [] as string[],
    parentSpanId: [] as string[],
    parentIsRemote: [] as (-1 | 0 | 1)[],
    name: [] as number[],
    service: [] as number[],
    scope: [] as number[],
    kind: [] as Waterfall["kind"][number][],
    status: [] as Waterfall["status"][number][],
    offset: [] as number[],
    duration: [] as number[],
    eventCount: [] as number[],
    linkCount: [] as number[],
    duplicates: [] as string[],
  };
}

class Texts {
  readonly list: string[] = [];
  readonly #indexes = new Map<string, number>();

  index(text: string): number {
    const known = this.#indexes.get(text);
    if (known !== undefined) return known;
    this.#indexes.set(text, this.list.length);
    return this.list.push(text) - 1;
  }
}
