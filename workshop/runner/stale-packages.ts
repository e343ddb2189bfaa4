import { existsSync } from "node:fs";
import { join } from "node:path";
import { packagesMatchLock } from "./installed-packages.ts";

/** The folders whose installed packages are not those of their lock file. */
export function stalePackages(root: string): string[] {
  return ["backend", "frontend"].filter(
    (folder) => existsSync(join(root, folder, "package-lock.json")) && !packagesMatchLock(root, folder),
  );
}
