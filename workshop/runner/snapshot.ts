import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { putBack, readSaved, saveFiles, type SavedFiles, type Source } from "./saved-files.ts";

export interface Snapshot extends SavedFiles, Source {
  /** The name of its folder; later ones sort behind earlier ones. */
  readonly id: string;
}

const FOLDER = "snapshots";
const KEPT = 20;
const HOUR = 3_600_000;
const UNDOING = "undoing ";

/** Copies the learner's files before a command overwrites any of them. The reason names that command. */
export function takeSnapshot(root: string, reason: string, now = new Date(), spare?: string): Snapshot {
  const last = snapshots(root).at(0)?.id ?? "";
  const time = now.toISOString().replace(/[:.]/g, "-");
  const id =
    time > last ? time : `${last.slice(0, 24)}-${String(Number(last.slice(25) || 0) + 1).padStart(4, "0")}`;
  saveFiles(root, [FOLDER, id], { at: now.getTime(), reason });
  prune(root, now, spare);
  return snapshots(root).find((snapshot) => snapshot.id === id) as Snapshot;
}

/** The snapshots, latest first. */
export function snapshots(root: string): Snapshot[] {
  const names = list(root).filter((name) => !name.startsWith("."));
  return names
    .sort()
    .reverse()
    .flatMap((id) => {
      const saved = readSaved(join(root, ".workshop", FOLDER, id));
      return saved ? [{ id, ...saved }] : [];
    });
}

/** Puts a snapshot back, and keeps a snapshot of what was there instead: undoing twice changes nothing. */
export function restoreSnapshot(root: string, snapshot: Snapshot, now = new Date()): void {
  const folder = join(root, ".workshop", FOLDER, snapshot.id);
  takeSnapshot(root, opposite(snapshot.reason), now, snapshot.id);
  putBack(root, snapshot);
  rmSync(folder, { recursive: true, force: true });
}

/** A snapshot's reason completes "before …". */
function opposite(reason: string): string {
  return reason.startsWith(UNDOING) ? reason.slice(UNDOING.length) : UNDOING + reason;
}

function prune(root: string, now: Date, spare: string | undefined): void {
  const old = snapshots(root).slice(KEPT);
  const unfinished = list(root).filter(
    (name) => name.startsWith(".") && now.getTime() - Number(name.split("-").at(-1)) > HOUR,
  );
  for (const id of [...old.map((snapshot) => snapshot.id), ...unfinished]) {
    if (id !== spare) rmSync(join(root, ".workshop", FOLDER, id), { recursive: true, force: true });
  }
}

function list(root: string): string[] {
  try {
    return readdirSync(join(root, ".workshop", FOLDER));
  } catch {
    return [];
  }
}
