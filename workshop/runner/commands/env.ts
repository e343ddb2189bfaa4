import { resolveService } from "../../compose/resolve-service.ts";
import { readTextSync } from "../../lab/read-text.ts";
import type { Command } from "../context.ts";
import { shown } from "../env-changes.ts";

/** The variables that the backend really gets, and where each comes from. */
export const env: Command = async ({ root, env: shell, terminal }) => {
  const { print, look } = terminal;
  const compose = resolveService({ service: "backend", shell, readText: (path) => readTextSync(root, path) });
  return 0;
};
