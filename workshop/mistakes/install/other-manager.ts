import type { Remedy } from "../remedy.ts";
import { inBackend } from "./in-backend.ts";

/** Whose lock file it is. */
export function managerOf(lock: string): string {
  return lock.includes("yarn") ? "Yarn" : lock.includes("pnpm") ? "pnpm" : "Bun";
}

/** Removes another manager's lock file, and has npm install and write its own. */
export function withNpm(lock: string): Remedy {
  return inBackend(`rm ${lock.replace("backend/", "")} && npm install`);
}
