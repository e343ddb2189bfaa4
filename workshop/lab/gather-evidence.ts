import { resolveBackend } from "./resolve-backend.ts";
import { readAnswers } from "../course/read-answers.ts";
import { backendEnv } from "./backend-env.ts";
import { browsePage, playedFrontendUrl } from "./page/browse-page.ts";
import { readFrontend } from "./page/read-frontend.ts";
import type { PageEvidence } from "./page-evidence.ts";
import { buildPreload } from "./build-preload.ts";
import { callsItself } from "./calls-itself.ts";
import type { BackendEvidence, Evidence, RecordedEvidence, RunEvidence } from "./evidence.ts";
import { loadPackages } from "./load-packages.ts";
import { readBackend } from "./read-backend.ts";
import { readManifest } from "./read-manifest.ts";
import { readKey } from "./read-key.ts";
import { readNearby } from "./read-nearby.ts";
import { readText, readTextSync } from "./read-text.ts";
import { readWorkspace } from "./read-workspace.ts";
import { runBackend, type Patience } from "./run-backend.ts";
import type { Scenario } from "./scenario.ts";

/** What was seen of a backend that was started, and of the page beside it. */
export interface Ran {
  readonly run: RunEvidence;
  readonly page?: PageEvidence;
}

/** Gathers all that the checks of a step and of the steps before it judge. */
export async function gatherEvidence(options: {
  readonly root: string;
  readonly shell: NodeJS.ProcessEnv;
  readonly scenario: Scenario;
  /** Folder for the bundled preload and the browser. */
  readonly cache: string;
  /** Folder for the preload alone, where the backend's code may not see the other. */
  readonly preloadCache?: string;
  readonly patience?: Partial<Patience>;
  /** Reads what was recorded; the store belongs to a folder above the lab, so the reader is handed in. */
  readonly readRecorded?: () => RecordedEvidence;
  /** Starts the backend, or gives what an earlier start of the same one showed; without it, it is always started. */
  readonly run?: (start: () => Promise<Ran | undefined>) => Promise<Ran | undefined>;
  /** Called once the backend's process is on its way, or at once when the scenario needs none. */
  readonly onLaunched?: () => void;
  /** Called once the backend listens. */
  readonly onListening?: () => void;
}): Promise<Evidence> {
  const { root, shell, scenario } = options;
  const compose = resolveBackend(root, shell);
  const start = async () => await startAndVisit(options, compose);
  const running = scenario.visits && (options.run ? options.run(start) : start());
  if (!scenario.visits) options.onLaunched?.();
  // Everything else is read while the backend starts.
  const [ran, workspace, key, nearby, backend, journal, frontend] = await Promise.all([
    running,
    readWorkspace(shell),
    readKey(root, shell, { thorough: !scenario.visits }),
    readNearby(root, shell),
    readBackend(root),
    readText(root, "journal/week2.md"),
    scenario.page && readFrontend(root),
  ]);
  const { run, page } = ran ?? {};
  // A backend whose SDK has started has loaded its packages; a process of their own would only say it again.
  const loads =
    scenario.loadPackages && !run?.sdk.provider
      ? await loadPackages(root, declaredPackages(backend))
      : undefined;
  return {
    at: Date.now(),
    workspace,
    key,
    compose,
    nearby,
    backend: { ...backend, ...(loads && { loads }) },
    answers: readAnswers(journal ?? ""),
    ...(run && { run }),
    ...(frontend && { frontend }),
    ...(page && { page }),
    ...(scenario.recorded && options.readRecorded && { recorded: options.readRecorded() }),
  };
}

function declaredPackages({ manifest }: BackendEvidence): string[] {
  if (!manifest.ok) return [];
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  return names.filter((name) => name.startsWith("@opentelemetry/"));
}

async function startAndVisit(
  options: Parameters<typeof gatherEvidence>[0],
  compose: Evidence["compose"],
): Promise<Ran | undefined> {
  const { root, shell, scenario, cache } = options;
  const manifest = readManifest(readTextSync(root, "backend/package.json"));
  if (!manifest.ok || !compose.ok || !manifest.start || callsItself(manifest.start)) {
    options.onLaunched?.();
    return undefined;
  }
  const preload = await buildPreload(options.preloadCache ?? cache);
  const env = backendEnv({ root, shell, variables: compose.variables });
  const { variables } = compose;
  const frontendUrl = env["FRONTEND_URL"];
  let page: PageEvidence | undefined;
  const run = await runBackend({
    root,
    scripts: manifest.scripts,
    env: scenario.page && frontendUrl ? { ...env, FRONTEND_URL: playedFrontendUrl(frontendUrl, shell) } : env,
    preload,
    // Without tsx, Node itself reads a TypeScript file with import lines as an ES module.
    esModules:
      manifest.type === "module" || /\.m[jt]s\b/.test(manifest.start) || !/\btsx\b/.test(manifest.start),
    visits: scenario.visits ?? [],
    ...(scenario.last && { last: scenario.last }),
    ...(options.patience && { patience: options.patience }),
    ...(options.onLaunched && { onLaunched: options.onLaunched }),
    ...(options.onListening && { onListening: options.onListening }),
    ...(scenario.page && {
      async use(backendPort: number) {
        page = await browsePage({ root, shell, variables, preload, cache, backendPort });
      },
    }),
  });
  return { run, ...(page && { page }) };
}
