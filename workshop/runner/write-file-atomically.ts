import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { OWNER } from "../lab/owner.ts";

/** Writes a file so that a reader, or a crash, meets the old or the new content and nothing between. Keeps its mode. */
export function writeFileAtomically(path: string, content: string | Uint8Array, newMode = 0o644): void {
  const target = followed(path);
  const mode = statSync(target, { throwIfNoEntry: false })?.mode ?? newMode;
  const temporary = join(dirname(target), `.${basename(target)}.${OWNER}.tmp`);
  try {
    writeFileSync(temporary, content, { mode: 0o600, flush: true });
    chmodSync(temporary, mode & 0o777);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A link stays a link: what it points to is written. */
function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
