import { createHash } from "node:crypto";
import { existsSync, type Dirent } from "node:fs";
import { mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { scratchFolder } from "./scratch-folder.ts";

export interface TrialCopy extends AsyncDisposable {
  readonly root: string;
  /** The shell to run it with: no key of the learner's is in it. */
  readonly shell: NodeJS.ProcessEnv;
}

/** What of the repository a check looks at. */
const PARTS = /^(backend|frontend|journal|package\.json|\.env|\.env\.example|.*compose.*\.ya?ml)$/;
const LEFT_OUT = /^(node_modules|\.git|\.vite|dist|\.workshop)$/;
/** The packages, and the recorded runs: read by a check, and too large to copy. */
const LINKED = ["node_modules", "backend/node_modules", "frontend/node_modules", ".workshop/traces"];
/** Larger trees are not tried: a copy must not take longer than the check. */
const MOST_FILES = 500;
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * A copy of the learner's files with some of them changed, for one more run. The key in it is a dummy of the same shape:
 * the learner's own is written nowhere. Nothing where the tree is too large, or not made of plain files.
 */
export async function trialCopy(options: {
  readonly root: string;
  readonly shell: NodeJS.ProcessEnv;
  /** The keys to keep out of it. */
  readonly keys: readonly string[];
  /** New texts, by path from the root; also of files that are not there yet. */
  readonly texts: ReadonlyMap<string, string>;
}): Promise<TrialCopy | undefined> {
  const { root, keys } = options;
  const files = await listFiles(root);
  if (!files) return undefined;
  const scratch = scratchFolder(root);
  const { path: copy } = scratch;
  const remove = async () => await scratch[Symbol.asyncDispose]();
  const disguise = (text: string) =>
    keys.reduce((hidden, key) => hidden.replaceAll(key, dummyKey(key)), text);
  try {
    for (const path of new Set([...files, ...options.texts.keys()])) {
      const to = join(copy, path);
      await mkdir(dirname(to), { recursive: true });
      const text = options.texts.get(path);
      const bytes = text === undefined ? await readFile(join(root, path)) : Buffer.from(text);
      await writeFile(to, keys.some((key) => bytes.includes(key)) ? disguise(bytes.toString()) : bytes);
    }
    for (const path of LINKED) {
      if (!existsSync(join(root, path))) continue;
      await mkdir(dirname(join(copy, path)), { recursive: true });
      await symlink(join(root, path), join(copy, path), "junction");
    }
  } catch (error) {
    await remove();
    throw error;
  }
  const shell = Object.fromEntries(
    Object.entries(options.shell).map(([name, value]) => [name, value && disguise(value)]),
  );
  return { root: copy, shell, [Symbol.asyncDispose]: remove };
}

/** The same letters, digits and signs in the same places, so that whatever judges a key's shape judges it alike. */
export function dummyKey(key: string): string {
  const hash = createHash("sha512").update(key).digest();
  const prefix = /^(hc[a-z][a-z]{2}_|practice-)?/.exec(key)?.[0] ?? "";
  const rest = Array.from(key.slice(prefix.length), (sign, index) => {
    const any = hash[index % hash.length] ?? 0;
    if (/[0-9]/.test(sign)) return String(any % 10);
    if (/[a-f]/.test(sign)) return "abcdef"[any % 6];
    if (/[g-z]/.test(sign)) return "ghijklmnopqrstuvwxyz"[any % 20];
    return /[A-Z]/.test(sign) ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[any % 26] : sign;
  });
  return prefix + rest.join("");
}

async function listFiles(root: string): Promise<string[] | undefined> {
  const found: string[] = [];
  let bytes = 0;
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (!isWanted(entry, folder)) continue;
      if (entry.isDirectory()) folders.push(path);
      if (!entry.isFile()) continue;
      found.push(path);
      bytes += (await stat(join(root, path))).size;
      if (found.length > MOST_FILES || bytes > MOST_BYTES) return undefined;
    }
  }
  return found;
}

function isWanted({ name }: Dirent, folder: string): boolean {
  return folder === "" ? PARTS.test(name) : !LEFT_OUT.test(name);
}
