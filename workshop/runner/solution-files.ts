import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Step } from "../course/step.ts";
import { readTextSync } from "../lab/read-text.ts";
import { learnerEntries } from "./project.ts";

export const STARTER = "00-starter";
const ABOUT = new Set(["README.md", "NOTE.md", "answers.json"]);
const LOCK = /(^|\/)package-lock\.json$/;

/** A path from the root, and the file whose content belongs there. */
export type Files = ReadonlyMap<string, string>;

/** The files of one step's solution, or of the starter; none where it changes none. */
export function solutionFiles(root: string, slug: string): Files {
  const folder = join(root, "solution", slug);
  const tops = names(folder).filter((name) => !ABOUT.has(name));
  const files = learnerEntries(folder, tops).filter(({ kind }) => kind === "file");
  return new Map(files.map(({ path }) => [path, join(folder, path)]));
}

/** Several solutions, one over the other in the given order. */
export function layered(root: string, slugs: readonly string[]): Map<string, string> {
  return new Map(slugs.flatMap((slug) => [...solutionFiles(root, slug)]));
}

/**
 * The files of these steps, with a lock file beside each package.json: one without the other could not be installed.
 * The lock is the newest up to the last of the steps.
 */
export function installable(
  root: string,
  steps: readonly Step[],
  chosen: readonly Step[],
): Map<string, string> {
  const files = layered(
    root,
    chosen.map(({ slug }) => slug),
  );
  const last = steps.indexOf(chosen.at(-1) as Step);
  const all = layered(root, [STARTER, ...steps.slice(0, last + 1).map(({ slug }) => slug)]);
  for (const [path, source] of all) {
    if (LOCK.test(path) && files.has(path.replace(LOCK, "$1package.json")))
      files.set(path, files.get(path) ?? source);
  }
  return files;
}

/** The solution's answers for the journal, by their id. */
export function solutionAnswers(root: string, slug: string): Record<string, string> {
  return JSON.parse(readTextSync(root, `solution/${slug}/answers.json`) ?? "{}") as Record<string, string>;
}

/** A word of the author on a solution, for a step that changes no file. */
export function solutionNote(root: string, slug: string): string | undefined {
  return readTextSync(root, `solution/${slug}/NOTE.md`)?.trim();
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
