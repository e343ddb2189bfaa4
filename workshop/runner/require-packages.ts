import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "./context.ts";
import { installPackages } from "./install-packages.ts";
import { UserFacingError } from "./user-facing-error.ts";
import { withProgress } from "./with-progress.ts";

/** Installs a folder's packages where there are none at all, as after `npm ci --ignore-scripts`. */
export async function requirePackages(context: Context, folder: string): Promise<void> {
  const { root } = context;
  if (!existsSync(join(root, folder, "package.json"))) return;
  if (existsSync(join(root, folder, "node_modules"))) return;
  await installOrExplain(context, folder);
}

/** Installs a folder's packages from its lock file, or says why not and what to do. */
export async function installOrExplain({ root, env, terminal }: Context, folder: string): Promise<void> {
  const installed = await withProgress(
    terminal,
    `Installing the packages of ${folder}/`,
    async () => await installPackages({ root, folder, env }),
  );
  if (installed.ok) return;
  throw new UserFacingError({
    what: installed.offline
      ? `The packages of ${folder}/ could not be installed: npm reaches no network, and its cache lacks some of them.`
      : `The packages of ${folder}/ could not be installed. npm says:\n${installed.saying}`,
    next: `${installed.offline ? "once you are online: " : ""}${installed.command}`,
    exitCode: 2,
  });
}
