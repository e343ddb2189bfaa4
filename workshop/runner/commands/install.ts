import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "../context.ts";
import { packagesMatchLock } from "../installed-packages.ts";
import { installOrExplain } from "../require-packages.ts";
import { UserFacingError } from "../user-facing-error.ts";

/** Runs behind the root's own `npm ci`; whatever fails here, that install stands. Says nothing where all is well. */
export const install: Command = async (context) => {
  const { root, terminal } = context;
  if (!existsSync(join(root, "backend/package.json")) || packagesMatchLock(root, "backend")) return 0;
  try {
    await installOrExplain(context, "backend");
  } catch (error) {
    if (!(error instanceof UserFacingError)) throw error;
    terminal.print(error.message);
    terminal.print(`Next: ${error.next}`);
  }
  return 0;
};
