import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Step } from "../course/step.ts";
import { layered, solutionFiles, STARTER } from "./solution-files.ts";

/** One file of the solutions, and the step whose version it is. */
export interface AppliedFile {
  readonly path: string;
  readonly source: string;
  readonly from: Step;
}

const MANIFEST = /(^|\/)package\.json$/;

/**
 * The files that make the chosen steps pass and leave those that are done passing: of each path the newest version that
 * any of them has. A newer version may load other files of its step, so those that are not there come with it.
 */
export function filesToApply(
  root: string,
  steps: readonly Step[],
  chosen: readonly Step[],
  done: ReadonlySet<string>,
): AppliedFile[] {
  const newest = new Map<string, AppliedFile>();
  for (const step of steps.filter((each) => chosen.includes(each) || done.has(each.slug))) {
    for (const [path, source] of solutionFiles(root, step.slug))
      newest.set(path, { path, source, from: step });
  }
  const paths = new Set(chosen.flatMap(({ slug }) => [...solutionFiles(root, slug).keys()]));
  // A set hands out what is added while it is walked through.
  for (const path of paths) {
    for (const beside of solutionFiles(root, newest.get(path)?.from.slug ?? "").keys())
      if (!existsSync(join(root, beside))) paths.add(beside);
  }
  const files = [...paths].flatMap((path) => newest.get(path) ?? []);
  return withLocks(files, layered(root, [STARTER, ...[...newest.values()].map(({ from }) => from.slug)]));
}

/** A package.json without its lock file could not be installed. */
function withLocks(files: readonly AppliedFile[], all: ReadonlyMap<string, string>): AppliedFile[] {
  const there = new Set(files.map(({ path }) => path));
  const locks = files.flatMap(({ path, from }): AppliedFile[] => {
    const lock = path.replace(MANIFEST, "$1package-lock.json");
    const source = lock === path || there.has(lock) ? undefined : all.get(lock);
    return source === undefined ? [] : [{ path: lock, source, from }];
  });
  return [...files, ...locks];
}
