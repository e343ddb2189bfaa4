import { statSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { QueryFile } from "../query-api.ts";

const MOST_FILES = 100;
const MOST_BYTES = 200_000;

/** The saved queries of a folder, by their names; what is no plain file, or too long for a query, is left out. */
export function readQueryFiles(folder: string): QueryFile[] {
  return namesIn(folder)
    .filter((name) => /^[^.].*\.json$/i.test(name) && isShortFile(join(folder, name)))
    .sort()
    .slice(0, MOST_FILES)
    .map((file) => ({
      name: file.replace(/\.json$/i, ""),
      file,
      text: readFileSync(join(folder, file), "utf8"),
    }));
}

/** Whether a name may become a file's on every system: it stays in its folder, and is no device's. */
export function isQueryName(name: unknown): name is string {
  return typeof name === "string" && /^[a-z0-9][a-z0-9-]{0,59}$/i.test(name) && !DEVICES.test(name);
}

/** Writes the whole file or nothing; false when one is there already and may not go. */
export function saveQueryFile(
  folder: string,
  name: string,
  query: object,
  { replace = false }: { replace?: boolean } = {},
): boolean {
  if (!isQueryName(name)) throw new Error(`${name} is no name for a query.`);
  mkdirSync(folder, { recursive: true });
  const [target, draft] = [join(folder, `${name}.json`), join(folder, `.${name}.${process.pid}.draft`)];
  const text = `${JSON.stringify(query, undefined, 2)}\n`;
  if (!replace) return writeNew(target, text);
  writeFileSync(draft, text);
  renameSync(draft, target);
  return true;
}

/** Names that Windows keeps for its devices. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

function writeNew(target: string, text: string): boolean {
  try {
    writeFileSync(target, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isShortFile(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.isFile() && found.size <= MOST_BYTES;
}
