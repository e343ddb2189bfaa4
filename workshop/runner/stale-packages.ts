import { existsSync } from "node:fs";
import { join } from "node:path";
import { readTextSync } from "../lab/read-text.ts";
import { packagesMatchLock } from "./installed-packages.ts";

/** The folders whose installed packages are not those of their lock file. */
export function stalePackages(root: string): string[] {
  return ["backend", "frontend"].filter(
    (folder) =>
      existsSync(join(root, folder, "package-lock.json")) &&
      !packagesMatchLock(root, folder) &&
      (folder !== "frontend" || frontendIsUsed(root)),
  );
}

/** Nobody needs the page before step 8, so its packages are not installed before. */
function frontendIsUsed(root: string): boolean {
  return (
    existsSync(join(root, "frontend/node_modules")) ||
    (readTextSync(root, "frontend/package.json") ?? "").includes('"@opentelemetry/')
  );
}
