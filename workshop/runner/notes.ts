import { readFileSync } from "node:fs";
import { join } from "node:path";
import { privateFolder } from "../lab/private-folder.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** Something remembered in `.workshop/` from one command to the next; absent or unreadable counts as nothing. */
export function readNote(root: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(root, ".workshop", name), "utf8"));
  } catch {
    return undefined;
  }
}

/** A disk that takes no notes is no reason for a command to fail. */
export function writeNote(root: string, name: string, value: unknown): void {
  try {
    writeFileAtomically(join(privateFolder(root), name), `${JSON.stringify(value, undefined, 2)}\n`, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}
