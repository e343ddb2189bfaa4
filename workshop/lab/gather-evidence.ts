import { resolveService } from "../compose/resolve-service.ts";
import { readAnswers } from "../course/read-answers.ts";
import { backendEnv } from "./backend-env.ts";
import { buildPreload } from "./build-preload.ts";
import type { BackendEvidence, Evidence, RunEvidence } from "./evidence.ts";
import { loadPackages } from "./load-packages.ts";
import { readBackend } from "./read-backend.ts";
import { readKey } from "./read-key.ts";
import { readText, readTextSync } from "./read-text.ts";
import { readWorkspace } from "./read-workspace.ts";
import { runBackend, type Patience } from "./run-backend.ts";
import type { Scenario } from "./scenario.ts";

/** Gathers all that the checks of a step and of the steps before it judge. */
export async function gatherEvidence(options: {
  readonly root: string;
  readonly shell: NodeJS.ProcessEnv;
  readonly scenario: Scenario;
  /** Folder for the bundled preload. */
  readonly cache: string;
  readonly patience?: Partial<Patience>;
}): Promise<Evidence> {
  const { root, shell, scenario } = options;
  const preload = scenario.visits ? buildPreload(options.cache) : undefined;
  const compose = resolveService({ service: "backend", shell, readText: (path) => readTextSync(root, path) });
  const [workspace, key, backend, journal] = await Promise.all([
    readWorkspace(shell),
    readKey(root, shell),
    readBackend(root),
    readText(root, "journal/week2.md"),
  ]);
  const [loads, run] = await Promise.all([
    scenario.loadPackages ? loadPackages(root, declaredPackages(backend)) : undefined,
    preload ? startAndVisit(options, backend, compose, await preload) : undefined,
  ]);
  return {
    at: Date.now(),
    workspace,
    key,
    compose,
    backend: { ...backend, ...(loads && { loads }) },
    answers: readAnswers(journal ?? ""),
    ...(run && { run }),
  };
}

function declaredPackages({ manifest }: BackendEvidence): string[] {
  if (!manifest.ok) return [];
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  return names.filter((name) => name.startsWith("@opentelemetry/"));
}

async function startAndVisit(
  options: Parameters<typeof gatherEvidence>[0],
  { manifest }: BackendEvidence,
  compose: Evidence["compose"],
  preload: string,
): Promise<RunEvidence | undefined> {
  if (!manifest.ok || !compose.ok || !manifest.start) return undefined;
  const { root, shell, scenario } = options;
  return await runBackend({
    root,
    scripts: manifest.scripts,
    env: backendEnv({ root, shell, variables: compose.variables }),
    preload,
    esModules: manifest.type === "module" || /\.m[jt]s\b/.test(manifest.start),
    visits: scenario.visits ?? [],
    ...(scenario.last && { last: scenario.last }),
    ...(options.patience && { patience: options.patience }),
  });
}
