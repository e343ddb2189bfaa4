import type { DatabaseSync } from "node:sqlite";

interface Sums {
  readonly traces: number;
  readonly spans: number;
  readonly bytes: number;
}

/**
 * Deletes the oldest traces outside named runs until `totals` are under the caps; then a twentieth more,
 * so that a busy store does not do this for every request.
 */
export function makeRoom(
  database: DatabaseSync,
  totals: Sums,
  caps: { readonly spans: number; readonly bytes: number },
): { readonly traces: number; readonly spans: number; readonly left: Sums } {
  if (totals.spans <= caps.spans && totals.bytes <= caps.bytes) return { traces: 0, spans: 0, left: totals };
  const gone = { traces: 0, spans: 0, bytes: 0, last: 0 };
  const enough = () =>
    totals.spans - gone.spans <= caps.spans * 0.95 && totals.bytes - gone.bytes <= caps.bytes * 0.95;
  for (const row of database.prepare(OLDEST).iterate()) {
    if (enough()) break;
    gone.traces += 1;
    gone.spans += Number(row["span_count"]);
    gone.bytes += Number(row["bytes"]);
    gone.last = Number(row["id"]);
  }
  database.prepare("DELETE FROM spans WHERE trace <= ? AND run = ''").run(gone.last);
  database.prepare("DELETE FROM traces WHERE run = '' AND id <= ?").run(gone.last);
  const left = {
    traces: totals.traces - gone.traces,
    spans: totals.spans - gone.spans,
    bytes: totals.bytes - gone.bytes,
  };
  return { traces: gone.traces, spans: gone.spans, left };
}

const OLDEST = "SELECT id, span_count, bytes FROM traces WHERE run = '' ORDER BY id";
