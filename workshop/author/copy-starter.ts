import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { learnerEntries } from "../runner/project.ts";

/** What the course begins with, as far as a learner changes it. The journal and the key are never put back. */
export const STARTER_TOPS = ["docker-compose.yml", "backend", "frontend"];

/** Makes `solution/00-starter` the same as the files that the course begins with: after a change to those, run this. */
export function copyStarter(root: string): void {
  const starter = join(root, "solution/00-starter");
  rmSync(starter, { recursive: true, force: true });
  for (const { path, kind } of learnerEntries(root, STARTER_TOPS)) {
    if (kind === "file") cpSync(join(root, path), join(starter, path));
  }
}

if (process.argv[1] === import.meta.filename) copyStarter(join(import.meta.dirname, "../.."));
