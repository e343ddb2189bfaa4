import { rm } from "node:fs/promises";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { newMark } from "./owner.ts";
import { privateFolder } from "./private-folder.ts";

/** A folder for as long as something runs. */
export interface ScratchFolder extends AsyncDisposable {
  readonly path: string;
  /** Its name, which no other has: marks what is started for it, see `spawnWithUs`. */
  readonly mark: string;
}

/** Where every temporary folder of the workshop is, below the repository's root. */
export const SCRATCH = "tmp";

/** In `.workshop/`, open to its owner alone, and swept by the next command where this process is killed. */
export function scratchFolder(root: string): ScratchFolder {
  const mark = newMark();
  const path = join(privateFolder(root, SCRATCH), mark);
  mkdirSync(path, { mode: 0o700 });
  return { path, mark, [Symbol.asyncDispose]: async () => await rm(path, { recursive: true, force: true }) };
}
