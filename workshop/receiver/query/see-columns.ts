import type { DatabaseSync } from "node:sqlite";
import { OWN_COLUMNS } from "../own-columns.ts";

/** Looks at this many of the newest spans: enough to know what a backend sends. */
const MOST_SPANS = 5_000;
const MOST_COLUMNS = 2_000;

/** The columns that a query may name, in the order of the alphabet: Honeycomb's own, and every field seen lately. */
export function seeColumns(database: DatabaseSync, run: string | null): string[] {
  const rows = database.prepare(SEEN).all(run ?? "", MOST_SPANS, MOST_COLUMNS);
  const names = new Set([...OWN_COLUMNS, ...rows.map((row) => String(row["name"]))]);
  return [...names].sort((a, b) => (a < b ? -1 : 1));
}

const SEEN = `
  WITH latest AS (SELECT fields, resource FROM spans WHERE run = ?1 ORDER BY id DESC LIMIT ?2)
  SELECT key AS name FROM latest, json_each(latest.fields)
  UNION
  SELECT key FROM resources, json_each(resources.fields) WHERE resources.id IN (SELECT resource FROM latest)
  LIMIT ?3`;
