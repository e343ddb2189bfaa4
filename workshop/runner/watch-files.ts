import { statSync, watch, type FSWatcher } from "node:fs";
import { dirname, join } from "node:path";
import { differences, lookAtFiles, namesIn } from "./look-at-files.ts";

export interface Watching {
  close(): void;
}

export interface WatchOptions {
  readonly root: string;
  /** Files and folders (with all they hold), from the root. They need not exist yet. */
  readonly paths: readonly string[];
  /** Called with the files that came, went or hold something else. */
  readonly onChange: (files: readonly string[]) => void;
  /** How often to look even when nothing was announced, in milliseconds: mounted folders announce nothing. */
  readonly everyMs?: number;
  /** How long a save may take, in milliseconds: an editor may write several files. */
  readonly settleMs?: number;
}

/** Tells when files change: at once where the system announces it, else within a second. Survives deleted folders. */
export function watchFiles({
  root,
  paths,
  onChange,
  everyMs = 1_000,
  settleMs = 60,
}: WatchOptions): Watching {
  let known = lookAtFiles(root, paths);
  let watchers: FSWatcher[] = [];
  let settling: NodeJS.Timeout | undefined;
  const arm = () => {
    for (const watcher of watchers) watcher.close();
    watchers = folders(root, paths).flatMap((folder) => watchFolder(folder, soon));
  };
  const compare = () => {
    const now = lookAtFiles(root, paths);
    const changed = differences(known, now);
    const moved = [...known.keys()].join("\0") !== [...now.keys()].join("\0");
    known = now;
    if (moved) arm();
    if (changed.length > 0) onChange(changed);
  };
  function soon() {
    clearTimeout(settling);
    settling = setTimeout(compare, settleMs);
  }
  arm();
  const timer = setInterval(compare, everyMs);
  return {
    close() {
      clearInterval(timer);
      clearTimeout(settling);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** Folders, because a file that is replaced, as editors do, loses its own watcher. */
function folders(root: string, paths: readonly string[]): string[] {
  const inside = (folder: string): string[] => {
    const held = namesIn(folder).map((name) => join(folder, name));
    return [
      folder,
      ...held.filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory()).flatMap(inside),
    ];
  };
  const found = paths.flatMap((path) => {
    const full = join(root, path);
    const isFolder = statSync(full, { throwIfNoEntry: false })?.isDirectory();
    return isFolder ? [dirname(full), ...inside(full)] : [dirname(full)];
  });
  return [...new Set(found)];
}

function watchFolder(folder: string, onEvent: () => void): FSWatcher[] {
  try {
    return [watch(folder, onEvent).on("error", onEvent)];
  } catch {
    // Gone, or the system gives no more watchers: looking every second serves too.
    return [];
  }
}
