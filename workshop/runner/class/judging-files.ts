import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The files that judge a learner, by their path from the course's root, as they were when they were read. */
export type JudgingFiles = ReadonlyMap<string, Buffer>;

const TOPS = ["steps", "workshop"];
/** The proofs judge no learner. */
const NOT_JUDGING = new Set(["node_modules", "author"]);

/** Reads the checks, the rules and all that runs them. */
export function readJudgingFiles(root: string): JudgingFiles {
  const paths = ["package.json", ...TOPS.flatMap((top) => filesBelow(root, top))];
  return new Map(paths.map((path) => [path, readFileSync(join(root, path))]));
}

/** Writes them into a folder of their own, so that what happens to the course judges no one. */
export function writeJudgingFiles(root: string, files: JudgingFiles): void {
  for (const [path, content] of files) writeOne(root, path, content);
}

/** The paths whose files are no longer those, or are new. */
export function changedJudgingFiles(root: string, files: JudgingFiles): string[] {
  const there = new Set(TOPS.flatMap((top) => filesBelow(root, top)));
  const changed = [...files].filter(([path, content]) => !read(root, path)?.equals(content));
  return [...changed.map(([path]) => path), ...[...there].filter((path) => !files.has(path))];
}

/** Makes these paths again what they were. */
export function putJudgingFilesBack(root: string, files: JudgingFiles, paths: readonly string[]): void {
  for (const path of paths) {
    const content = files.get(path);
    rmSync(join(root, path), { recursive: true, force: true });
    if (content) writeOne(root, path, content);
  }
}

function writeOne(root: string, path: string, content: Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function filesBelow(root: string, folder: string): string[] {
  const entries = list(root, folder).filter(({ name }) => !NOT_JUDGING.has(name));
  return entries.flatMap((entry) =>
    entry.isDirectory() ? filesBelow(root, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

function list(root: string, folder: string) {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
}

function read(root: string, path: string): Buffer | undefined {
  try {
    return readFileSync(join(root, path));
  } catch {
    return undefined;
  }
}
