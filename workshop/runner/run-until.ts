import { setTimeout as after } from "node:timers/promises";
import { backendEnv } from "../lab/backend-env.ts";
import { launch, type Launched } from "../lab/launch.ts";
import { answers } from "./open-port.ts";

export interface LifeOptions {
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

/** What one start needs of package.json and the compose file. */
export interface StartPlan {
  readonly scripts: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
}

/** One life of the backend: until a file is saved or everything stops, also when it ends by itself before that. */
export async function runUntil<T>(options: LifeOptions, plan: StartPlan, until: Promise<T>): Promise<T> {
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
  let asked = false;
  const backend = launch({
    root,
    scripts: patientShell(plan.scripts),
    env,
    onOutput(_stream, text) {
      // The shell's own word about a program that was asked to end.
      if (!(asked && text.trim() === "Terminated")) options.onOutput(text);
    },
  });
  const over = backend.ended.then(({ code, signal }) => {
    if (asked) return;
    const how = signal ? `by ${signal}` : `with code ${code}`;
    say(`The backend ended by itself (${how}). It starts again when you save a file.`);
  });
  announce(backend, port, say);
  const result = await until;
  asked = true;
  await stop(backend, over, options);
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
  { signal, hurry, patienceMs = 3_000 }: LifeOptions,
): Promise<void> {
  const started = performance.now();
  if (process.platform === "win32" && signal.aborted) {
    // One program cannot ask another to end there, but Ctrl-C reaches everything in the terminal, the backend too.
    await Promise.race([over, after(patienceMs, undefined, { ref: false })]);
  }
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

/** Says when the backend answers, and once in between that it is late: on a busy machine it may only be slow. */
async function announce(backend: Launched, port: number, say: (text: string) => void): Promise<void> {
  const gone = backend.ended.then(() => true);
  const started = performance.now();
  let late = false;
  while (!(await answers(port))) {
    if (!late && performance.now() - started > LATE_MS) {
      late = true;
      say(`The backend does not answer on port ${port} yet. Does it listen on process.env.PORT?`);
    }
    if (await Promise.race([gone, after(late ? 500 : 50, false)])) return;
  }
  say(`The backend answers on port ${port}.`);
}

const LATE_MS = 10_000;
