import type { DatabaseSync } from "node:sqlite";
import type { FoundSpans, TraceSummary } from "./page-api.ts";

/**
 * One trace's spans that were stored after the cursor `after`, column by column, as the JSON of a `Waterfall` in UTF-8.
 * SQLite writes the columns itself: 100 000 rows never become objects here, nor their text a string.
 */
export function waterfallJson(database: DatabaseSync, summary: TraceSummary, after = 0): Buffer {
  const { cursor, start, ids, parentIds, ...columns } = database.prepare(COLUMNS).get({
    trace: summary.order,
    after,
  }) as Record<string, Uint8Array | string | number | null>;
  const head = JSON.stringify({
    summary,
    start: String(start ?? 0),
    cursor: cursor ?? after,
    ids: idBytes(ids),
    parentIds: idBytes(parentIds),
  });
  const lists = Object.entries(columns) as [string, Uint8Array][];
  const parts = lists.flatMap(([name, json]) => [Buffer.from(`,"${name}":`), json]);
  return Buffer.concat([Buffer.from(head.slice(0, -1)), ...parts, Buffer.from("}")]);
}

/** Ids of 16 hex digits, one behind the other, as base64 of their numbers. */
function idBytes(digits: unknown): string {
  return Buffer.from(String(digits ?? ""), "hex")
    .swap64()
    .toString("base64");
}

/** Spans of the trace that hold `text` anywhere a person would look for it. */
export function findSpans(database: DatabaseSync, trace: number, text: string): FoundSpans {
  const inJson = JSON.stringify(text).slice(1, -1);
  const rows = database.prepare(FIND).all({ trace, text: text.toLowerCase(), json: inJson.toLowerCase() });
  return { spanIds: rows.map((row) => String(row["span_id"])) };
}

/**
 * Ids are put in the order of arrival before their rows are read: to sort the rows would take twice as long.
 * A trace has few sources and many spans: the sources are told once, and each span has the number of its own.
 */
const COLUMNS = `
  WITH
    mine AS (SELECT id AS mine FROM spans WHERE trace = :trace AND id > :after ORDER BY id),
    sources AS MATERIALIZED (
      SELECT row_number() OVER () - 1 AS source, service, scope
      FROM (SELECT DISTINCT service, scope FROM mine CROSS JOIN spans ON id = mine)
    )
  SELECT max(id) AS cursor, (SELECT CAST(start AS TEXT) FROM traces WHERE id = :trace) AS start,
    group_concat(span_id, '') AS ids,
    group_concat(coalesce(parent_id, '${"0".repeat(16)}'), '') AS parentIds,
    ${[
      ["parentIsRemote", "json_quote(coalesce(group_concat(coalesce(parent_is_remote, '-'), ''), ''))"],
      ["name", "json_group_array(name)"],
      ["source", "json_group_array(source)"],
      ["sources", "(SELECT json_group_array(json_object('service', service, 'scope', scope)) FROM sources)"],
      ["status", "json_quote(coalesce(group_concat(status, ''), ''))"],
      ["offset", "json_group_array(start - (SELECT start FROM traces WHERE id = :trace))"],
      ["duration", "json_group_array(duration)"],
      [
        "eventCount",
        "json_group_object(span_id, json_array_length(rest, '$.events')) FILTER (WHERE rest IS NOT NULL)",
      ],
      [
        "linkCount",
        "json_group_object(span_id, json_array_length(rest, '$.links')) FILTER (WHERE rest IS NOT NULL)",
      ],
      ["duplicates", "json_group_array(span_id) FILTER (WHERE copies > 1)"],
    ]
      .map(([name, json]) => `CAST(${json} AS BLOB) AS ${name}`)
      .join(", ")}
  FROM mine CROSS JOIN spans ON id = mine CROSS JOIN sources USING (service, scope)`;

const FIND = `
  SELECT span_id FROM spans
  WHERE trace = :trace AND (
    instr(lower(name), :text) OR instr(lower(service), :text) OR instr(lower(scope), :text)
    OR instr(lower(status_message), :text) OR instr(lower(fields), :json) OR instr(lower(rest), :json)
    OR span_id = :text
  )
  ORDER BY id LIMIT 10000`;
