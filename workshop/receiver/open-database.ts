import { chmodSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { STORE_SCHEMA, STORE_VERSION } from "./store-schema.ts";

export interface OpenedDatabase {
  readonly database: DatabaseSync;
  /** A sentence when the file that was there had to be set aside. */
  readonly notice?: string;
}

/** Opens the store in `folder` (owner-only), or one in memory. A file that is damaged or foreign is set aside, never deleted. */
export function openDatabase(folder: string | undefined): OpenedDatabase {
  if (folder === undefined) return { database: prepare(new DatabaseSync(":memory:")) };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, FILE_NAME);
  try {
    return { database: openFile(file) };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const notice = setAside(folder);
    return { database: openFile(file), notice };
  }
}

/** Renames the store's files, so that the next `openDatabase` starts anew; returns the sentence to tell. */
export function setAside(folder: string): string {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const name = `traces-damaged-${stamp}.sqlite`;
  for (const suffix of ["", "-wal", "-shm"]) {
    const file = join(folder, FILE_NAME + suffix);
    if (existsSync(file)) renameSync(file, join(folder, name + suffix));
  }
  return `The stored traces could not be read. They were set aside as ${name}, and a new store was started.`;
}

/** SQLite's own word for a file that is no database, or one whose pages make no sense (sqlite.org/rescode.html). */
export function isDamage(error: unknown): boolean {
  if (error instanceof ForeignStore) return true;
  const code = (error as { errcode?: number }).errcode;
  return code !== undefined && [11, 26].includes(code & 0xff);
}

const FILE_NAME = "traces.sqlite";

class ForeignStore extends Error {}

function openFile(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    chmodSync(file, 0o600);
    return prepare(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** With WAL and `synchronous = NORMAL` a killed process loses nothing; only a power cut may lose the last moment. */
function prepare(database: DatabaseSync): DatabaseSync {
  database.exec(`
    PRAGMA busy_timeout = 3000;
    PRAGMA auto_vacuum = INCREMENTAL;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA journal_size_limit = 16777216;
    PRAGMA cache_size = -8000;
    PRAGMA trusted_schema = OFF;
  `);
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  const tables = Number(database.prepare("SELECT count(*) AS n FROM sqlite_schema").get()?.["n"]);
  if (tables === 0) inTransaction(database, () => database.exec(STORE_SCHEMA));
  else if (version !== STORE_VERSION) throw new ForeignStore(`The store has version ${version}.`);
  else database.exec("SELECT count(*) FROM traces; SELECT count(*) FROM runs; SELECT id FROM spans LIMIT 1;");
  return database;
}

/** Runs `work` all or nothing. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** On a damaged file even this fails; the first error is the one to tell. */
function rollBack(database: DatabaseSync): void {
  try {
    if (database.isTransaction) database.exec("ROLLBACK");
  } catch {
    return;
  }
}
