import type { DatabaseSync } from "node:sqlite";

/** How many traces have their root; it ends last, so the others are mostly still on their way. */
export function countWholeTraces(database: DatabaseSync): number {
  return Number(database.prepare("SELECT count(*) AS n FROM traces WHERE has_root = 1").get()?.["n"]);
}
