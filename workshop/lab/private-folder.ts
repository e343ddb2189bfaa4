import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** A folder inside `.workshop/`, open to its owner alone: keys pass through it. */
export function privateFolder(root: string, ...parts: readonly string[]): string {
  const own = join(root, ".workshop");
  const folder = join(own, ...parts);
  for (const each of [own, folder]) mkdirSync(each, { recursive: true, mode: 0o700 });
  chmodSync(own, 0o700);
  return folder;
}
