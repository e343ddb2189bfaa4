import { existsSync } from "node:fs";
import { join } from "node:path";
import { readKey } from "../../lab/read-key.ts";
import { readTextSync } from "../../lab/read-text.ts";
import { readWorkspace } from "../../lab/read-workspace.ts";
import { resolveBackend } from "../../lab/resolve-backend.ts";
import { packageDrift } from "../installed-packages.ts";
import { askAboutKey } from "../live/ask-about-key.ts";
import { wantsFrontend } from "../serve-frontend.ts";
import { explainSystemError } from "../system-error.ts";
import { diagnoseCompose, diagnoseWorkspace } from "./compose-and-workspace.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { diagnoseDotenv, diagnoseGit, diagnoseKey } from "./dotenv-and-key.ts";
import { diagnoseClock, diagnoseHoneycomb } from "./honeycomb.ts";
import {
  diagnoseBrowser,
  diagnoseDisk,
  diagnoseFolder,
  freeBytes,
  readBrowser,
  readOnlyPaths,
} from "./machine.ts";
import { diagnoseNode, readNode } from "./node-and-npm.ts";
import { diagnosePackages, type PackageFacts } from "./packages.ts";
import { diagnosePort, PORTS } from "./ports.ts";
import { diagnoseStore, readStore } from "./store.ts";
import { whoListens } from "./who-listens.ts";

export interface Patient {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
  /** Ask Honeycomb too. */
  readonly live: boolean;
}

/** Looks at everything that keeps the course from working, changes nothing, and says of each how it is. */
export async function examine({ root, env, now, live }: Patient): Promise<Diagnosis[]> {
  const [node, ports, aboutKey] = await Promise.all([
    readNode(root, env),
    whoListens(PORTS.map(({ number }) => number)),
    guarded(root, "key", "Key", async () => await examineKey(root, env, now, live)),
  ]);
  return [
    ...diagnoseNode(node),
    ...([".", "backend", "frontend"] as const).map((folder) => diagnosePackages(packageFacts(root, folder))),
    diagnoseFolder(root, readOnlyPaths(root)),
    diagnoseDisk(freeBytes(root)),
    ...PORTS.map((port) => diagnosePort(port, ports.get(port.number), root, process.platform)),
    ...aboutKey,
    diagnoseBrowser(readBrowser(env)),
    diagnoseStore(readStore(root)),
  ];
}

async function examineKey(
  root: string,
  env: NodeJS.ProcessEnv,
  now: () => Date,
  live: boolean,
): Promise<Diagnosis[]> {
  const [key, workspace] = await Promise.all([readKey(root, env, { thorough: true }), readWorkspace(env)]);
  const compose = resolveBackend(root, env);
  const asked = live ? await askAboutKey(key, compose) : undefined;
  return [
    diagnoseWorkspace(workspace, env),
    diagnoseDotenv(readTextSync(root, ".env")),
    diagnoseKey(key),
    diagnoseGit(key, existsSync(join(root, ".env"))),
    diagnoseCompose(compose),
    diagnoseClock(now(), asked),
    ...diagnoseHoneycomb(asked),
  ];
}

/** A file that cannot be read is a line too, not the end of the screen. */
async function guarded(
  root: string,
  id: string,
  about: string,
  look: () => Promise<Diagnosis[]>,
): Promise<Diagnosis[]> {
  try {
    return await look();
  } catch (error) {
    const known = explainSystemError(error, root);
    if (!known) throw error;
    return [
      {
        id,
        about,
        state: "unable",
        says: known.message,
        fix: `Look at it:\n${known.next}`,
        next: known.next,
      },
    ];
  }
}

function packageFacts(root: string, folder: PackageFacts["folder"]): PackageFacts {
  const drift = packageDrift(root, folder);
  return {
    folder,
    hasManifest: existsSync(join(root, folder, "package.json")),
    installed: existsSync(join(root, folder, "node_modules")),
    needed: folder !== "frontend" || wantsFrontend({ root }),
    ...(drift && { drift }),
  };
}
