import { join } from "node:path";
import { privateFolder } from "../lab/private-folder.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** Written anew with each recorded run, so that whoever watches files sees it; the store itself changes all the time. */
export const RUN_STAMP = ".workshop/week2-recorded";

export function stampRun(root: string, at: Date): void {
  privateFolder(root);
  writeFileAtomically(join(root, RUN_STAMP), `${at.toISOString()}\n`, 0o600);
}
