import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Step } from "../../course/step.ts";
import { UserFacingError } from "../user-facing-error.ts";
import { readClone, type Learner } from "./read-clone.ts";

export interface Classroom {
  readonly learners: readonly Learner[];
  /** Folders that are no learner's. */
  readonly leftOut: readonly { readonly name: string; readonly because: string }[];
}

/** Reads every folder in `parent` as a learner's clone, in the order of their names. */
export function readClass(parent: string, steps: readonly Step[]): Classroom {
  const learners: Learner[] = [];
  const leftOut: { name: string; because: string }[] = [];
  for (const name of foldersIn(parent)) {
    const clone = readClone(parent, name, steps);
    if (clone.kind === "learner") learners.push(clone.learner);
    else leftOut.push({ name, because: clone.because });
  }
  return { learners, leftOut };
}

function foldersIn(parent: string): string[] {
  const found = statSync(parent, { throwIfNoEntry: false });
  if (!found?.isDirectory()) {
    throw new UserFacingError({
      what: `${parent} is ${found ? "a file, not a folder" : "not there"}.`,
      next: "npm run class -- FOLDER, where FOLDER holds one clone for each learner",
      exitCode: 2,
    });
  }
  const entries = readdirSync(parent, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name);
  if (names.includes("backend") && names.includes("journal")) {
    throw new UserFacingError({
      what: `${parent} is one learner's clone; the class is the folder that holds them all.`,
      next: `npm run class -- ${JSON.stringify(join(parent, ".."))}`,
      exitCode: 2,
    });
  }
  return names.sort(new Intl.Collator("en", { numeric: true }).compare);
}
