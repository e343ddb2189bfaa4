import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { privateFolder } from "../lab/private-folder.ts";
import { learnerEntries, type Entry } from "./project.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** A copy of the learner's files, byte for byte, with modes, links and empty folders. */
export interface SavedFiles {
  /** When, in milliseconds since 1970. */
  readonly at: number;
  readonly reason: string;
  readonly entries: readonly Entry[];
}

/** Copies the learner's files into a folder of `.workshop/`. It appears there whole or not at all. */
export function saveFiles(
  root: string,
  parts: readonly string[],
  about: { at: number; reason: string },
): void {
  const parent = privateFolder(root, ...parts.slice(0, -1));
  const fresh = privateFolder(root, ...parts.slice(0, -1), `.new-${process.pid}-${about.at}`);
  try {
    const entries = learnerEntries(root);
    for (const entry of entries) {
      if (entry.kind !== "file") continue;
      const copy = join(fresh, "files", entry.path);
      mkdirSync(dirname(copy), { recursive: true, mode: 0o700 });
      copyFileSync(join(root, entry.path), copy);
      chmodSync(copy, 0o600);
    }
    const saved: SavedFiles = { ...about, entries };
    writeFileAtomically(join(fresh, "saved.json"), JSON.stringify(saved), 0o600);
    renameSync(fresh, join(parent, parts.at(-1) as string));
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

/** What a folder of `.workshop/` holds; nothing where there is no whole copy. */
export function readSaved(folder: string): (SavedFiles & Source) | undefined {
  try {
    const saved = JSON.parse(readFileSync(join(folder, "saved.json"), "utf8")) as SavedFiles;
    return { ...saved, copyOf: (path) => join(folder, "files", path) };
  } catch {
    return undefined;
  }
}

/** A state of the learner's files, and where the content of each can be read. */
export interface Source {
  readonly entries: readonly Entry[];
  readonly copyOf: (path: string) => string;
}

/**
 * Makes the learner's files what the source says. Files that it does not know are removed, so take a snapshot first.
 * `keeps` names paths that stay as they are.
 */
export function putBack(
  root: string,
  { entries, copyOf }: Source,
  keeps: (path: string) => boolean = () => false,
): void {
  const wanted = new Map(entries.filter(({ path }) => !keeps(path)).map((entry) => [entry.path, entry]));
  for (const entry of learnerEntries(root).reverse()) {
    if (!keeps(entry.path) && wanted.get(entry.path)?.kind !== entry.kind) remove(root, entry);
  }
  for (const entry of wanted.values()) write(root, copyOf(entry.path), entry);
  // Last, because a folder that may not be written could not be filled.
  for (const entry of wanted.values())
    if (entry.kind === "folder") chmodSync(join(root, entry.path), entry.mode);
}

function remove(root: string, { path, kind }: Entry): void {
  if (kind !== "folder") return rmSync(join(root, path));
  try {
    rmdirSync(join(root, path));
  } catch (error) {
    // It still holds something that is not the learner's, such as node_modules.
    if (
      (error as NodeJS.ErrnoException).code !== "ENOTEMPTY" &&
      (error as NodeJS.ErrnoException).code !== "EEXIST"
    )
      throw error;
  }
}

function write(root: string, copy: string, entry: Entry): void {
  const path = join(root, entry.path);
  switch (entry.kind) {
    case "folder":
      mkdirSync(path, { recursive: true });
      return;
    case "link":
      rmSync(path, { force: true });
      return symlinkSync(entry.target, path);
    case "file": {
      const content = readFileSync(copy);
      // Untouched files keep their time, so that nothing is built or restarted without need.
      const same = lstatSync(path, { throwIfNoEntry: false })?.isFile() && readFileSync(path).equals(content);
      if (!same) writeFileAtomically(path, content, entry.mode);
      return chmodSync(path, entry.mode);
    }
  }
}
