import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { isDamage } from "../../receiver/open-database.ts";
import { STORE_VERSION } from "../../receiver/store-schema.ts";
import { formatBytes } from "../format-bytes.ts";
import type { Diagnosis } from "./diagnosis.ts";

export type StoreFacts =
  | { readonly kind: "none" }
  | {
      readonly kind: "sound";
      readonly bytes: number;
      readonly traces: number;
      readonly runs: readonly string[];
    }
  | { readonly kind: "damaged" }
  | { readonly kind: "unreadable"; readonly because: string };

const FILE = ".workshop/traces/traces.sqlite";
/** Reading every page of a large store would take longer than the whole doctor. */
const MOST_CHECKED = 50_000_000;

/** How the kept traces are. Reads only: a damaged store is left where it is, for `npm start` to set aside. */
export function readStore(root: string): StoreFacts {
  const file = join(root, FILE);
  if (!existsSync(file)) return { kind: "none" };
  try {
    const { size } = statSync(file);
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return look(database, size);
    } finally {
      database.close();
    }
  } catch (error) {
    return isDamage(error) ? { kind: "damaged" } : { kind: "unreadable", because: (error as Error).message };
  }
}

function look(database: DatabaseSync, bytes: number): StoreFacts {
  const first = (sql: string) => Object.values(database.prepare(sql).get() ?? {})[0];
  if (first("PRAGMA user_version") !== STORE_VERSION) return { kind: "damaged" };
  if (bytes <= MOST_CHECKED && first("PRAGMA quick_check(1)") !== "ok") return { kind: "damaged" };
  const runs = database
    .prepare("SELECT name FROM runs ORDER BY name")
    .all()
    .map(({ name }) => String(name));
  return { kind: "sound", bytes, traces: Number(first("SELECT count(*) FROM traces")), runs };
}

export function diagnoseStore(store: StoreFacts): Diagnosis {
  const line = { id: "store", about: "Traces" };
  switch (store.kind) {
    case "none":
      return { ...line, state: "ok", says: "none are kept yet; they come with npm start" };
    case "sound": {
      const runs = store.runs.length > 0 ? `, and the run ${store.runs.join(", ")}` : "";
      return { ...line, state: "ok", says: `${store.traces} are kept in ${formatBytes(store.bytes)}${runs}` };
    }
    case "damaged":
      return {
        ...line,
        state: "advice",
        says: `${FILE} is damaged, or of another version`,
        fix: "Nothing of yours is in it. npm start sets it aside and begins a new one; a run week2 comes back with npm run load.",
      };
    case "unreadable":
      return {
        ...line,
        state: "unable",
        says: `${FILE} cannot be opened: ${store.because}`,
        fix: `See whose it is:\nls -l ${FILE}`,
        next: `ls -l ${FILE}`,
      };
  }
}
