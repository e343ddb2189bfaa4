import { setTimeout as after } from "node:timers/promises";
import { resolveService } from "../compose/resolve-service.ts";
import { backendEnv } from "../lab/backend-env.ts";
import { launch, type Launched } from "../lab/launch.ts";
import { readManifest } from "../lab/read-manifest.ts";
import { readTextSync } from "../lab/read-text.ts";
import { envChanges } from "./env-changes.ts";
import { answers } from "./open-port.ts";
import { COMPOSE_FILES } from "./project.ts";
import { watchFiles } from "./watch-files.ts";

export interface SuperviseOptions {
  readonly root: string;
  readonly shell: NodeJS.ProcessEnv;
  readonly port: number;
  /** Changes the resolved variables, such as to turn the endpoints to the receiver. */
  readonly turn: (variables: Readonly<Record<string, string>>) => Record<string, string>;
  /** Ends everything when aborted. */
  readonly signal: AbortSignal;
  /** Leaves the backend no time to end when aborted. */
  readonly hurry?: AbortSignal;
  readonly say: (text: string) => void;
  readonly onOutput: (text: string) => void;
  /** How long the backend may take to flush and end, in milliseconds. */
  readonly patienceMs?: number;
}

const WATCHED = ["backend/src", "backend/package.json", ...COMPOSE_FILES, ".env"];

/** Runs the backend's start script and starts it again after each save, until the signal; a crash waits for a save. */
export async function supervise(options: SuperviseOptions): Promise<void> {
  const { root, signal, say } = options;
  let saved = Promise.withResolvers<readonly string[]>();
  const watching = watchFiles({ root, paths: WATCHED, onChange: (files) => saved.resolve(files) });
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
      say(`${ended.slice(0, 3).join(", ")} changed: starting the backend again.`);
    }
  } finally {
    watching.close();
  }
}

type Plan =
  | {
      readonly ok: true;
      readonly scripts: Readonly<Record<string, string>>;
      readonly variables: Readonly<Record<string, string>>;
      /** What Compose would warn of. */
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly problem: string };

/** All that the next start needs, read anew from what the learner saved. */
function planStart({ root, shell }: SuperviseOptions): Plan {
  const manifest = readManifest(readTextSync(root, "backend/package.json"));
  if (!manifest.ok)
    return { ok: false, problem: `backend/package.json${at(manifest.line)}: ${manifest.message}` };
  if (!manifest.start) return { ok: false, problem: 'backend/package.json has no script named "start".' };
  const compose = resolveService({ service: "backend", shell, readText: (path) => readTextSync(root, path) });
  if (!compose.ok) return { ok: false, problem: compose.problem.message };
  const variables = Object.fromEntries([...compose.variables].map(([name, { value }]) => [name, value]));
  return {
    ok: true,
    scripts: manifest.scripts,
    variables,
    warnings: compose.problems.map(({ message }) => message),
  };
}

/** One life of the backend: until a file is saved or everything stops, also when it ends by itself before that. */
async function runUntil<T>(
  options: SuperviseOptions,
  plan: Extract<Plan, { ok: true }>,
  until: Promise<T>,
): Promise<T> {
  const { root, shell, port, say } = options;
  const variables = new Map(
    Object.entries(options.turn(plan.variables)).map(([name, value]) => [name, { value }]),
  );
  const env = {
    // Traces should appear while one still looks; the SDK's own five seconds are made for production.
    OTEL_BSP_SCHEDULE_DELAY: "500",
    ...backendEnv({ root, shell, variables }),
    PORT: String(port),
  };
  const backend = launch({
    root,
    scripts: patientShell(plan.scripts),
    env,
    onOutput: (_stream, text) => options.onOutput(text),
  });
  const killNow = () => backend.kill();
  process.once("exit", killNow);
  let asked = false;
  const over = backend.ended.then(({ code, signal }) => {
    if (asked) return;
    const how = signal ? `by ${signal}` : `with code ${code}`;
    say(`The backend ended by itself (${how}). It starts again when you save a file.`);
  });
  announce(backend, port, say);
  const result = await until;
  asked = true;
  await stop(backend, over, options);
  process.off("exit", killNow);
  return result;
}

/** A shell that ended at once on the signal would leave the backend without a parent while it still sends its spans. */
function patientShell(scripts: Readonly<Record<string, string>>): Record<string, string> {
  if (process.platform === "win32") return { ...scripts };
  const first = scripts["prestart"] ? "prestart" : "start";
  return { ...scripts, [first]: `trap 'exit 143' TERM && ${scripts[first]}` };
}

/** The whole group is asked, as Ctrl-C in a terminal would: a launcher in front of the backend may not hand it on. */
async function stop(
  backend: Launched,
  over: Promise<void>,
  { hurry, patienceMs = 3_000 }: SuperviseOptions,
): Promise<void> {
  const started = performance.now();
  signalGroup(backend, "SIGTERM");
  // The launcher may end first, while the backend still sends its last spans.
  const patient = () => performance.now() - started < patienceMs && !hurry?.aborted;
  while (patient() && signalGroup(backend, 0)) await after(20);
  backend.kill();
  await over;
}

/** Whether anybody was there to get the signal. */
function signalGroup({ pid, kill }: Launched, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  if (process.platform === "win32") return (kill(), false);
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** Says when the backend answers, or that it does not. */
async function announce(backend: Launched, port: number, say: (text: string) => void): Promise<void> {
  const gone = backend.ended.then(() => true);
  const started = performance.now();
  while (performance.now() - started < 10_000) {
    if (await answers(port)) return say(`The backend answers on port ${port}.`);
    if (await Promise.race([gone, after(50, false)])) return;
  }
  say(`The backend has not answered on port ${port} for 10 s. It should listen on process.env.PORT.`);
}

function at(line: number | undefined): string {
  return line === undefined ? "" : `:${line}`;
}
