import { createConnection } from "node:net";
import { resolveBackend } from "../lab/resolve-backend.ts";
import { backendEnv } from "../lab/backend-env.ts";
import { Capture } from "../lab/capture.ts";
import type { Answered, Visit } from "../lab/evidence.ts";
import { freePort } from "../lab/free-port.ts";
import { launch, type Launched } from "../lab/launch.ts";
import { readManifest } from "../lab/read-manifest.ts";
import { readTextSync } from "../lab/read-text.ts";
import { sendVisit } from "../lab/send-visit.ts";
import { within } from "../lab/within.ts";
import { countWholeTraces } from "../receiver/count-whole-traces.ts";
import { WEEK2 } from "../receiver/read-recorded.ts";
import { readSpans } from "../receiver/read-spans.ts";
import { startReceiver, type Receiver } from "../receiver/start-receiver.ts";
import { TraceStore } from "../receiver/trace-store.ts";
import type { Span } from "../trace/span.ts";
import { loadPlan } from "./load-plan.ts";
import { privateFolder } from "../lab/private-folder.ts";
import { stampRun } from "./run-stamp.ts";
import { forwardTarget, turnToReceiver } from "./turn-to-receiver.ts";
import { UserFacingError } from "./user-facing-error.ts";

export interface RecordedLoad {
  readonly answered: readonly Answered[];
  readonly spans: readonly Span[];
  readonly durationMs: number;
}

const AT_ONCE = 4;
/** In milliseconds. A machine that does much else may need three times as long as the check's 10 s. */
const PATIENCE = { listen: 30_000, visit: 5_000, arrive: 4_000, stop: 2_000 };

/**
 * Starts the learner's backend, sends it seeded traffic, and keeps what came as the run `week2`. The former run stays
 * until the new one is complete. Whether `npm start` runs beside it does not matter.
 */
export async function recordLoad(options: {
  readonly root: string;
  readonly shell: NodeJS.ProcessEnv;
  readonly seed?: number;
  readonly onProgress?: (sent: number, of: number) => void;
}): Promise<RecordedLoad> {
  const { root, shell, seed, onProgress = () => {} } = options;
  const started = performance.now();
  const { scripts, variables } = readPlan(root, shell);
  const target = forwardTarget(Object.fromEntries([...variables].map(([name, { value }]) => [name, value])));
  const receiver = await startReceiver({ port: 0, ...(target && { forward: target }) });
  try {
    const plan = loadPlan(seed);
    const env = backendEnv({ root, shell, variables });
    const answered = await withBackend(root, scripts, turnToReceiver(env, receiver.port), async (port) => {
      const answers = await sendAll(plan, port, onProgress);
      await arrived(receiver, plan.length);
      return answers;
    });
    const spans = [...readSpans(receiver.store.database)];
    if (spans.length === 0) throw nothingArrived();
    keep(root, spans);
    return { answered, spans, durationMs: Math.round(performance.now() - started) };
  } finally {
    await receiver.close();
  }
}

function readPlan(root: string, shell: NodeJS.ProcessEnv) {
  const manifest = readManifest(readTextSync(root, "backend/package.json"));
  if (!manifest.ok || !manifest.start) {
    const what = manifest.ok ? 'it has no script named "start"' : manifest.message;
    throw new UserFacingError({ what: `backend/package.json: ${what}.`, next: "npm run check:step 4" });
  }
  const compose = resolveBackend(root, shell);
  if (!compose.ok) throw new UserFacingError({ what: compose.problem.message, next: "npm run env" });
  return { scripts: manifest.scripts, variables: compose.variables };
}

async function withBackend<T>(
  root: string,
  scripts: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  work: (port: number) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const output = new Capture();
  const backend = launch({
    root,
    scripts,
    env: { CRUDDUR_SEED: WEEK2, OTEL_BSP_SCHEDULE_DELAY: "500", ...env, PORT: String(port) },
    onOutput: (_, text) => output.add(text),
  });
  try {
    await listening(backend, port, output);
    return await work(port);
  } finally {
    await stop(backend);
  }
}

/** Only knocks: a request would be a trace of its own. */
async function listening(backend: Launched, port: number, output: Capture): Promise<void> {
  let ended = false;
  void backend.ended.then(() => (ended = true));
  const until = performance.now() + PATIENCE.listen;
  while (!ended && performance.now() < until) {
    if (await knock(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const said = output.text.trim().split("\n").slice(0, 6).join("\n");
  throw new UserFacingError({
    what: `The backend ${ended ? "ended before it listened" : `did not listen within ${PATIENCE.listen / 1000} s`}, so no traffic was sent.${said && ` It said:\n${said}`}`,
    next: "npm run check:step 4",
  });
}

async function knock(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
  });
}

async function sendAll(
  plan: readonly Visit[],
  port: number,
  onProgress: (sent: number, of: number) => void,
): Promise<Answered[]> {
  const left = [...plan];
  const answered: Answered[] = [];
  const lane = async () => {
    for (let visit = left.shift(); visit; visit = left.shift()) {
      answered.push(await sendVisit(visit, port, AbortSignal.timeout(PATIENCE.visit)));
      onProgress(answered.length, plan.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return answered;
}

/** Until every request has its trace, with its root, and nothing more comes. */
async function arrived({ store }: Receiver, requests: number): Promise<void> {
  const until = performance.now() + PATIENCE.arrive;
  let before = -1;
  while (performance.now() < until) {
    const { spans } = store.totals;
    if (countWholeTraces(store.database) >= requests && spans === before) return;
    before = spans;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** The spans have arrived by now, so whoever is slow to end may be ended. */
async function stop(backend: Launched): Promise<void> {
  try {
    if (backend.pid !== undefined && process.platform !== "win32") process.kill(-backend.pid, "SIGTERM");
  } catch {
    // It has ended already.
  }
  await within<unknown>(PATIENCE.stop, backend.ended, undefined);
  backend.kill();
}

function keep(root: string, spans: readonly Span[]): void {
  const store = new TraceStore({ folder: privateFolder(root, "traces") });
  try {
    store.clear(WEEK2);
    store.add(spans, { run: WEEK2 });
  } finally {
    store.close();
  }
  stampRun(root, new Date());
}

function nothingArrived(): UserFacingError {
  return new UserFacingError({
    what: "The backend answered, but not one span came from it, so nothing was recorded.",
    next: "npm run check:step 4",
  });
}
