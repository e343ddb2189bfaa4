import { readdirSync } from "node:fs";
import { resolveService, type Resolution } from "../compose/resolve-service.ts";
import { readTextSync } from "./read-text.ts";

/** What the compose files of this folder give the service `backend`, with this shell around them. */
export function resolveBackend(root: string, shell: NodeJS.ProcessEnv): Resolution {
  return resolveService({
    service: "backend",
    shell,
    readText: (path) => readTextSync(root, path),
    listNames: () => readdirSync(root),
  });
}
