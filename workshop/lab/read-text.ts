import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A file's text, or `undefined` when there is none. A file that cannot be read throws. */
export async function readText(root: string, path: string): Promise<string | undefined> {
  try {
    return await readFile(join(root, path), "utf8");
  } catch (error) {
    return absent(error, join(root, path));
  }
}

export function readTextSync(root: string, path: string): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch (error) {
    return absent(error, join(root, path));
  }
}

/** Node does not always name the file that it could not read. */
function absent(error: unknown, path: string): undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return undefined;
  throw Object.assign(error as Error, { path });
}
