import { lstatSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Something in the learner's care, by its path from the root, with `/`. Nothing behind a link is looked at. */
export type Entry =
  | { readonly path: string; readonly kind: "file"; readonly mode: number }
  | { readonly path: string; readonly kind: "folder"; readonly mode: number }
  | { readonly path: string; readonly kind: "link"; readonly target: string };

/** Every name under which Compose looks for its files. */
export const COMPOSE_FILES = ["docker-compose", "compose"].flatMap((name) =>
  ["yml", "yaml"].flatMap((end) => [`${name}.${end}`, `${name}.override.${end}`]),
);
const OWN = [...COMPOSE_FILES, ".env", "backend", "frontend", "journal"];
const NOT_OWN = new Set(["node_modules", ".git", ".DS_Store"]);

/** The repository's folder, wherever it was cloned to and wherever the command was run. */
export function courseRoot(): string {
  return fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");
}

/** Where the lab keeps its bundled preload, and step 8 its browser. */
export function cacheOf(root: string): string {
  return join(root, "node_modules/.cache/workshop");
}

/** Everything that is the learner's, folders before what they hold, in the same order on every machine. */
export function learnerEntries(root: string, tops: readonly string[] = OWN): Entry[] {
  return tops.flatMap((top) => walk(root, top));
}

function walk(root: string, path: string): Entry[] {
  const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isSymbolicLink()) return [{ path, kind: "link", target: readlinkSync(join(root, path)) }];
  const mode = stats.mode & 0o777;
  if (stats.isFile()) return [{ path, kind: "file", mode }];
  if (!stats.isDirectory()) return [];
  const names = readdirSync(join(root, path)).filter((name) => !NOT_OWN.has(name));
  return [{ path, kind: "folder", mode }, ...names.sort().flatMap((name) => walk(root, `${path}/${name}`))];
}
