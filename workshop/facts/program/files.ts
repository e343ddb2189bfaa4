import { posix } from "node:path";
import type { SourceText } from "../../lab/evidence.ts";
import { parseFile, type SourceFile } from "./parse-file.ts";

/** The files of a program, and which of them an import means. */
export interface Files {
  readonly all: readonly SourceFile[];
  /** The file that a specifier means in another one; nothing for a package, or where there is no such file. */
  readonly resolve: (from: string, specifier: string) => SourceFile | undefined;
}

/** `#name` to a path, as package.json's `imports` has it. */
export type Aliases = ReadonlyMap<string, string>;

const ENDINGS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
/** TypeScript lets an import name the file that would be emitted. */
const EMITTED: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

/** `folder` is where package.json is: `backend` or `frontend`. */
export function openFiles(sources: readonly SourceText[], folder: string, aliases: Aliases): Files {
  const all = sources.map(parseFile);
  const byPath = new Map(all.map((file) => [file.path, file]));
  return {
    all,
    resolve: (from, specifier) => {
      const path = pathOf(from, specifier, folder, aliases);
      return path === undefined ? undefined : findPath(path, byPath);
    },
  };
}

/** Whether a specifier means a file of the learner's, not a package. */
export function isOwnSpecifier(specifier: string): boolean {
  return /^(\.{0,2}\/|\.{1,2}$|#)/.test(specifier);
}

/** What a path without its ending may mean, the likeliest first. */
export function findPath<T>(path: string, byPath: ReadonlyMap<string, T>): T | undefined {
  const ending = posix.extname(path);
  const bare = path.slice(0, path.length - ending.length);
  const candidates = [
    path,
    ...(EMITTED[ending] ?? []).map((each) => bare + each),
    ...ENDINGS.map((each) => path + each),
    ...ENDINGS.map((each) => posix.join(path, `index${each}`)),
  ];
  for (const candidate of candidates) {
    const found = byPath.get(candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}

function pathOf(from: string, specifier: string, folder: string, aliases: Aliases): string | undefined {
  const bare = specifier.replace(/\?.*$/, "");
  if (!isOwnSpecifier(bare)) return undefined;
  if (bare.startsWith("/")) return posix.join(folder, bare);
  if (!bare.startsWith("#")) return posix.join(posix.dirname(from), bare);
  for (const [name, path] of aliases) {
    const [start = "", end = ""] = name.split("*");
    if (name === bare) return posix.join(folder, path);
    if (name.includes("*") && bare.startsWith(start) && bare.endsWith(end))
      return posix.join(folder, path.replace("*", bare.slice(start.length, bare.length - end.length)));
  }
  return undefined;
}
