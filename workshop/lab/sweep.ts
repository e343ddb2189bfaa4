import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isOwnerAlive } from "./owner.ts";
import { SCRATCH } from "./scratch-folder.ts";

/** Where files are written by way of a temporary one beside them, see `writeFileAtomically`. */
const WRITTEN_TO = [".", ".workshop", "journal", "journal/queries"].concat(
  ["backend", "frontend"].flatMap((folder) => [folder, `${folder}/src`]),
);
const TEMPORARY = /^\..+\.(\d+-\d+)\.tmp$/;

/** Takes away what commands left that were killed: their folders, half-written files, and what still runs for them. */
export function sweep(root: string): void {
  const folder = join(root, ".workshop", SCRATCH);
  const left = namesIn(folder).filter((mark) => !isOwnerAlive(ownerOf(mark)));
  if (left.length > 0) endMarked(left);
  for (const mark of left) remove(join(folder, mark));
  for (const place of WRITTEN_TO) {
    for (const name of namesIn(join(root, place))) {
      const owner = TEMPORARY.exec(name)?.[1];
      if (owner !== undefined && !isOwnerAlive(owner)) remove(join(root, place, name));
    }
  }
}

/** Linux tells of each process with what variables it began; elsewhere nothing is found. */
function endMarked(marks: readonly string[]): void {
  for (const pid of namesIn("/proc").filter((name) => /^\d+$/.test(name))) {
    const variables = read(`/proc/${pid}/environ`).split("\0");
    if (!marks.some((mark) => variables.includes(`WORKSHOP_MARK=${mark}`))) continue;
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // It ended by itself in the meantime.
    }
  }
}

function ownerOf(mark: string): string {
  return mark.split("-", 2).join("-");
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}

/** On a disk that cannot be written it stays, which is no reason to refuse a command. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    return;
  }
}
