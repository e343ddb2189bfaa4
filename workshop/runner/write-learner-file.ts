import { lstatSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserFacingError } from "./user-facing-error.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** Overwrites one of the learner's files. A link in its way is replaced, one above it refused: no snapshot reaches behind it. */
export function writeLearnerFile(root: string, path: string, content: Uint8Array): void {
  for (let above = dirname(path); above !== "."; above = dirname(above)) {
    if (!lstatSync(join(root, above), { throwIfNoEntry: false })?.isSymbolicLink()) continue;
    throw new UserFacingError({
      what: `${above} is a link to another place, where no snapshot could keep your files. ${path} was not written.`,
      next: `ls -l ${above}`,
    });
  }
  const full = join(root, path);
  if (lstatSync(full, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(full);
  mkdirSync(dirname(full), { recursive: true });
  writeFileAtomically(full, content);
}
