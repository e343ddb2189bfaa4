import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Change } from "../mistakes/example-files/change.ts";

/** Changes one file of a copy; an error where the change leaves it as it was. */
export async function changeFile(root: string, path: string, to: Change[string]): Promise<void> {
  const file = join(root, path);
  if (to === null) return await rm(file, { recursive: true, force: true });
  await mkdir(dirname(file), { recursive: true });
  const before = existsSync(file) ? await readFile(file, "utf8") : "";
  const after = typeof to === "string" ? to : to?.(before);
  if (after === undefined || after === before) throw new Error(`The change leaves ${path} as it was.`);
  await writeFile(file, after, { mode: path.startsWith("bin/") ? 0o755 : 0o644 });
}
