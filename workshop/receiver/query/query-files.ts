import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { QueryFile } from "../query-api.ts";

const MOST_FILES = 100;
const MOST_BYTES = 100_000;

/** The saved queries of a folder, by their names. */
export function readQueryFiles(folder: string): QueryFile[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /^[^.].*\.json$/i.test(name));
  return names
    .sort()
    .slice(0, MOST_FILES)
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return text.length > MOST_BYTES ? [] : [{ name: name.replace(/\.json$/i, ""), text }];
    });
}

/** Whether a name may become a file's: letters, digits and dashes, so that it stays in its folder. */
export function isQueryName(name: unknown): name is string {
  return typeof name === "string" && /^[a-z0-9][a-z0-9-]{0,60}$/i.test(name);
}

/** Writes the whole file or nothing. */
export function saveQueryFile(folder: string, name: string, query: object): void {
  if (!isQueryName(name)) throw new Error(`${name} is no name for a query.`);
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `.${name}.${process.pid}.draft`);
  writeFileSync(draft, `${JSON.stringify(query, undefined, 2)}\n`);
  renameSync(draft, join(folder, `${name}.json`));
}
