import type { Remedy } from "../remedy.ts";

/** A command for the backend's folder, which leaves its reader in the repository's. */
export function inBackend(command: string): Remedy {
  return { kind: "command", command, folder: "backend" };
}
