import type { DatabaseSync } from "node:sqlite";
import { STATUS_CODES } from "../trace/wire-enums.ts";
import type { FoundSpans, TraceSummary } from "./page-api.ts";

/**
 * One trace's spans that were stored after the cursor `after`, column by column, as the JSON of a `Waterfall` in UTF-8.
 * SQLite writes the columns itself: 100 000 rows never become objects here, nor their text a string.
 */
export function waterfallJson(database: DatabaseSync, summary: TraceSummary, after = 0): Buffer {
  const { cursor, start, ...columns } = database.prepare(COLUMNS).get({
    trace: summary.order,
    after,
  }) as Record<string, Uint8Array | string | number | null>;
  const head = JSON.stringify({ summary, start: String(start ?? 0), cursor: cursor ?? after });
  const lists = Object.entries(columns) as [string, Uint8Array | null][];
  const parts = lists.flatMap(([name, json]) => [Buffer.from(`,"${name}":`), json ?? EMPTY]);
  return Buffer.concat([Buffer.from(head.slice(0, -1)), ...parts, Buffer.from("}")]);
}

const EMPTY = Buffer.from("[]");

/** Spans of the trace that hold `text` anywhere a person would look for it. */
export function findSpans(database: DatabaseSync, trace: number, text: string): FoundSpans {
  const inJson = JSON.stringify(text).slice(1, -1);
  const rows = database.prepare(FIND).all({ trace, text: text.toLowerCase(), json: inJson.toLowerCase() });
  return { spanIds: rows.map((row) => String(row["span_id"])) };
}

const STATUS_NAMES = STATUS_CODES.map((code, number) => `WHEN ${number} THEN '${code}'`).join(" ");

/** Ids are put in the order of arrival before their rows are read: to sort the rows would take twice as long. */
const COLUMNS = `
  SELECT max(id) AS cursor, (SELECT CAST(start AS TEXT) FROM traces WHERE id = :trace) AS start,
    ${[
      ["spanId", "span_id"],
      ["parentSpanId", "coalesce(parent_id, '')"],
      ["parentIsRemote", "coalesce(parent_is_remote, -1)"],
      ["name", "name"],
      ["service", "service"],
      ["scope", "scope"],
      ["status", `CASE status ${STATUS_NAMES} ELSE 'unset' END`],
      ["offset", "start - (SELECT start FROM traces WHERE id = :trace)"],
      ["duration", "duration"],
      ["eventCount", "iif(rest IS NULL, 0, json_array_length(rest, '$.events'))"],
      ["linkCount", "iif(rest IS NULL, 0, json_array_length(rest, '$.links'))"],
    ]
      .map(([name, value]) => `CAST(json_group_array(${value}) AS BLOB) AS ${name}`)
      .join(", ")},
    CAST(json_group_array(span_id) FILTER (WHERE copies > 1) AS BLOB) AS duplicates
  FROM (
    SELECT spans.* FROM (SELECT id AS mine FROM spans WHERE trace = :trace AND id > :after ORDER BY id)
    CROSS JOIN spans ON id = mine
  )`;

const FIND = `
  SELECT span_id FROM spans
  WHERE trace = :trace AND (
    instr(lower(name), :text) OR instr(lower(service), :text) OR instr(lower(scope), :text)
    OR instr(lower(status_message), :text) OR instr(lower(fields), :json) OR instr(lower(rest), :json)
    OR span_id = :text
  )
  ORDER BY id LIMIT 10000`;
