import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Capture } from "./capture.ts";
import { openControlLine, type ControlLine, type Listening } from "./control-line.ts";
import type { Answered, Exit, Flush, RunEvidence, RunOutcome, Visit } from "./evidence.ts";
import { freePort } from "./free-port.ts";
import { launch, type Ended, type Launched } from "./launch.ts";
import { readRecords } from "./read-records.ts";
import { scratchFolder } from "./scratch-folder.ts";
import { sendVisit } from "./send-visit.ts";

/** How long the backend may take for each part, in milliseconds of its own time, before the lab goes on without it. */
export interface Patience {
  readonly listen: number;
  readonly visit: number;
  readonly flush: number;
  readonly stop: number;
}

const PATIENCE: Patience = { listen: 8_000, visit: 3_000, flush: 3_000, stop: 3_000 };

/** More than the disk's smallest piece. */
const ROOM = Buffer.alloc(65_536);

export interface RunOptions {
  readonly root: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Whether the backend is written in ES modules, which must be watched in another way. */
  readonly esModules?: boolean;
  /** The bundled preload, see `buildPreload`. */
  readonly preload: string;
  /** Sent one group after the other; the visits of a group go out together. */
  readonly visits: readonly (readonly Visit[])[];
  /** Sent after the flush: its spans must arrive when the backend stops. */
  readonly last?: Visit;
  readonly patience?: Partial<Patience>;
  /** Called once the process is on its way. */
  readonly onLaunched?: () => void;
  /** Whatever else is to be done with the running backend, after the visits. */
  readonly use?: (port: number) => Promise<void>;
}

/** Starts the backend, visits it, flushes, visits it once more, stops it, and tells all that was seen. */
export async function runBackend(options: RunOptions): Promise<RunEvidence> {
  const patience = { ...PATIENCE, ...options.patience };
  const started = performance.now();
  const since = () => Math.round(performance.now() - started);
  await using scratch = scratchFolder(options.root);
  const folder = scratch.path;
  const [control, port] = await Promise.all([openControlLine(folder), freePort()]);
  await using line = control;
  const output = { stdout: new Capture(), stderr: new Capture() };
  const backend = launch({
    root: options.root,
    scripts: options.scripts,
    env: labEnv(options, { folder, port, line }),
    mark: scratch.mark,
    onOutput: (stream, text) => output[stream].add(text),
  });
  options.onLaunched?.();
  try {
    const { outcome, listening } = await waitForPort(backend, line, port, patience.listen, since);
    const visits: Answered[] = [];
    let flush: Flush = { kind: "not-asked" };
    let stoppedAt = Date.now();
    let exit: Exit | undefined;
    if (listening) {
      for (const [index, group] of options.visits.entries()) {
        const together = `${index + 1}/${group.length}`;
        visits.push(
          ...(await Promise.all(
            group.map((visit) => visitPatiently(visit, listening, line, patience.visit, together)),
          )),
        );
      }
      await options.use?.(listening.port);
      flush = await line.flush(patience.flush);
      if (options.last) visits.push(await visitPatiently(options.last, listening, line, patience.visit));
      stoppedAt = Date.now();
      exit = await stop(backend, line, patience.stop);
    }
    backend.kill();
    await backend.ended;
    const recorded = await readRecords({ folder, token: line.token }, stoppedAt, listening?.pid);
    // Where the disk is full, records are missing, and nothing can be said of the backend.
    await writeFile(join(folder, "room"), ROOM).catch((error: Error) => {
      throw Object.assign(error, { path: folder });
    });
    return {
      ...recorded,
      ...(line.starved && { starved: true }),
      command: options.scripts["start"] ?? "",
      outcome,
      visits,
      flush,
      exit,
      stdout: output.stdout.text,
      stderr: output.stderr.text,
      durationMs: since(),
    };
  } finally {
    backend.kill();
  }
}

function labEnv(
  { root, env, preload, esModules = false }: RunOptions,
  lab: { folder: string; port: number; line: ControlLine },
): Record<string, string> {
  const quoted = `--require "${preload.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  return {
    // A refused export is tried again for this long; the default of ten seconds is too long for a check.
    OTEL_EXPORTER_OTLP_TIMEOUT: "1000",
    // Without it the SDK keeps its troubles to itself, and the lab could not tell them.
    OTEL_LOG_LEVEL: "warn",
    ...env,
    PORT: String(lab.port),
    NODE_OPTIONS: env["NODE_OPTIONS"] ? `${quoted} ${env["NODE_OPTIONS"]}` : quoted,
    WORKSHOP_LAB_ESM: esModules ? "1" : "",
    WORKSHOP_LAB_FOLDER: lab.folder,
    WORKSHOP_LAB_ROOT: root,
    WORKSHOP_LAB_PORT: String(lab.line.port),
    WORKSHOP_LAB_TOKEN: lab.line.token,
  };
}

async function waitForPort(
  backend: Launched,
  line: ControlLine,
  askedPort: number,
  patience: number,
  since: () => number,
): Promise<{ outcome: RunOutcome; listening?: Listening }> {
  const ended = backend.ended.then(async (end) => {
    // A script that ends well may have put the backend into the background.
    if (end.code === 0) await backend.groupEnded();
    return { kind: "exited" as const, ...end };
  });
  const never = { kind: "never-listened" as const };
  const heard = line.listening(askedPort).then((listening) => ({ kind: "listened" as const, listening }));
  const seen = await line.patiently(
    patience,
    Promise.race<typeof never | Awaited<typeof heard | typeof ended>>([heard, ended]),
    never,
  );
  const afterMs = since();
  switch (seen.kind) {
    case "listened":
      return {
        outcome: { kind: "listened", port: seen.listening.port, askedPort, afterMs },
        listening: seen.listening,
      };
    case "exited":
      return { outcome: { kind: "exited", code: seen.code, signal: seen.signal, afterMs } };
    case "never-listened":
      return { outcome: { kind: "never-listened", afterMs } };
  }
}

async function visitPatiently(
  visit: Visit,
  { port }: Listening,
  line: ControlLine,
  patience: number,
  group?: string,
): Promise<Answered> {
  const enough = new AbortController();
  const answer = sendVisit(visit, port, enough.signal, group);
  const answered = await line.patiently<Answered | undefined>(patience, answer, undefined);
  if (!answered) enough.abort(new Error(`no answer within ${patience / 1000} s`));
  return answered ?? (await answer);
}

/** Signals whatever listens: a launcher in front of it would not hand the signal on. */
async function stop(backend: Launched, line: ControlLine, patience: number): Promise<Exit> {
  const started = performance.now();
  const pids = line.pids();
  const allGone = line.gone();
  if (process.platform === "win32") line.stop();
  else pids.forEach((pid) => signal(pid, "SIGTERM"));
  const alive = Symbol("alive");
  const gone = await line.patiently<unknown>(patience, allGone, alive);
  if (gone === alive) pids.forEach((pid) => signal(pid, "SIGKILL"));
  const end =
    gone === alive ? undefined : await line.patiently<Ended | undefined>(patience, backend.ended, undefined);
  const afterMs = Math.round(performance.now() - started);
  return { code: end?.code ?? null, signal: end?.signal ?? null, afterMs, forced: gone === alive };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself in the meantime.
  }
}
