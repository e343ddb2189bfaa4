import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "../context.ts";
import { packagesMatchLock } from "../installed-packages.ts";
import { installOrExplain } from "../require-packages.ts";
import { UserFacingError } from "../user-facing-error.ts";

/** Runs behind the root's own `npm ci`; whatever fails here, that install stands. Says nothing where all is well. */
export const install: Command = async (context) => {
  const { root, terminal } = context;
  for (const folder of ["backend", "frontend"]) {
    if (!existsSync(join(root, folder, "package.json")) || packagesMatchLock(root, folder)) continue;
    try {
      await installOrExplain(context, folder);
    } catch (error) {
      if (!(error instanceof UserFacingError)) throw error;
      terminal.print(error.message);
      terminal.print(`Next: ${error.next}`);
    }
  }
  return 0;
};
