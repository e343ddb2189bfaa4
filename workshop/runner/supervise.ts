import { existsSync } from "node:fs";
import { join } from "node:path";
import { callsItself } from "../lab/calls-itself.ts";
import { resolveBackend } from "../lab/resolve-backend.ts";
import { readManifest } from "../lab/read-manifest.ts";
import { readTextSync } from "../lab/read-text.ts";
import { envChanges } from "./env-changes.ts";
import { COMPOSE_FILES } from "./project.ts";
import { runUntil, type LifeOptions, type StartPlan } from "./run-until.ts";
import { watchFiles } from "./watch-files.ts";

/** npm writes it last, when every package lies there; before, a start finds half of them. */
const INSTALLED = "backend/node_modules/.package-lock.json";
const WATCHED = ["backend/src", "backend/package.json", INSTALLED, ...COMPOSE_FILES, ".env"];

/** Runs the backend's start script and starts it again after each save, until the signal; a crash waits for a save. */
export async function supervise(options: LifeOptions): Promise<void> {
  const { root, signal, say } = options;
  let saved = Promise.withResolvers<readonly string[]>();
  const watching = watchFiles({
    root,
    paths: WATCHED,
    onChange: (files) => {
      const changed = withoutRemoval(root, files);
      if (changed.length > 0) saved.resolve(changed);
    },
  });
  const stopped = new Promise<"stopped">((resolve) =>
    signal.addEventListener("abort", () => resolve("stopped")),
  );
  let former: Readonly<Record<string, string>> | undefined;
  try {
    while (!signal.aborted) {
      const plan = planStart(options);
      saved = Promise.withResolvers();
      if (!plan.ok) {
        say(`${plan.problem}\nThe backend is not running; it starts when you save a file.`);
        if ((await Promise.race([saved.promise, stopped])) === "stopped") return;
        continue;
      }
      if (former) envChanges(former, plan.variables).forEach(say);
      former = plan.variables;
      plan.warnings.forEach(say);
      const ended = await runUntil(options, plan, Promise.race([saved.promise, stopped]));
      if (ended === "stopped") return;
      const changed = ended.slice(0, 3).map((file) => (file === INSTALLED ? "backend's packages" : file));
      say(`${changed.join(", ")} changed: starting the backend again.`);
    }
  } finally {
    watching.close();
  }
}

/** An installation begins with taking the old packages away; only its end counts. */
function withoutRemoval(root: string, files: readonly string[]): readonly string[] {
  return files.filter((file) => file !== INSTALLED || existsSync(join(root, file)));
}

type Plan =
  | (StartPlan & {
      readonly ok: true;
      /** What Compose would warn of. */
      readonly warnings: readonly string[];
    })
  | { readonly ok: false; readonly problem: string };

/** All that the next start needs, read anew from what the learner saved. */
function planStart({ root, shell }: LifeOptions): Plan {
  const manifest = readManifest(readTextSync(root, "backend/package.json"));
  if (!manifest.ok)
    return { ok: false, problem: `backend/package.json${at(manifest.line)}: ${manifest.message}` };
  if (!manifest.start) return { ok: false, problem: 'backend/package.json has no script named "start".' };
  if (callsItself(manifest.start))
    return {
      ok: false,
      problem: `The start script of backend/package.json is ${manifest.start}: it calls itself.`,
    };
  const compose = resolveBackend(root, shell);
  if (!compose.ok) return { ok: false, problem: compose.problem.message };
  const variables = Object.fromEntries([...compose.variables].map(([name, { value }]) => [name, value]));
  return {
    ok: true,
    scripts: manifest.scripts,
    variables,
    warnings: compose.problems.map(({ message }) => message),
  };
}

function at(line: number | undefined): string {
  return line === undefined ? "" : `:${line}`;
}
