import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export interface Seen {
  readonly stamp: string;
  readonly hash: string;
}

const remembered = new Map<string, Seen>();

/** What each file below the paths holds. Read again only when its size or time differs; a touched file has not changed. */
export function lookAtFiles(root: string, paths: readonly string[]): Map<string, Seen> {
  const now = new Map<string, Seen>();
  for (const path of paths.flatMap((each) => files(root, each))) {
    try {
      const { size, mtimeMs, ino } = statSync(join(root, path));
      const stamp = `${size} ${mtimeMs} ${ino}`;
      const before = remembered.get(join(root, path));
      const seen = before?.stamp === stamp ? before : { stamp, hash: hashOf(join(root, path)) };
      remembered.set(join(root, path), seen);
      now.set(path, seen);
    } catch {
      // It went between two looks.
    }
  }
  return now;
}

function hashOf(path: string): string {
  return createHash("sha1").update(readFileSync(path)).digest("hex");
}

/** The files that came, went or hold something else. */
export function differences(before: ReadonlyMap<string, Seen>, now: ReadonlyMap<string, Seen>): string[] {
  const all = new Set([...before.keys(), ...now.keys()]);
  return [...all].filter((path) => before.get(path)?.hash !== now.get(path)?.hash);
}

function files(root: string, path: string): string[] {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats?.isFile()) return [path];
  return stats?.isDirectory()
    ? namesIn(join(root, path)).flatMap((name) => files(root, `${path}/${name}`))
    : [];
}

const NOT_WATCHED = new Set(["node_modules", ".git"]);

/** What a folder holds; nothing where there is none. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !NOT_WATCHED.has(name));
  } catch {
    return [];
  }
}
