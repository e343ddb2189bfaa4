import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { newMark } from "./owner.ts";

/** A program in a process group of its own, which ends when this process does, whatever ends it. */
export interface WithUs {
  readonly child: ChildProcess & { readonly stdout: Readable; readonly stderr: Readable };
  /** Ends it at once, with all that it started. */
  end(): void;
}

export interface WithUsOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Told to the program and to all that it starts, so that what leaves the group is found; one of its own unless given. */
  readonly mark?: string;
  /** Whether the command is a line for the system's shell. */
  readonly shell?: boolean;
}

/**
 * Holds the program back until the watchdog knows of it: this process may be killed in between.
 * Where it is killed before, the pipe ends instead.
 */
const GATE = 'read -r go <&3 || exit 143; exec 3<&-; exec "$@"';

/**
 * Reads the group, then waits for the end of the pipe from this process. It is a group of its own, so that no signal to
 * this process or to the program ends it. What the program detached is found by its mark in `/proc`, so on Linux only.
 */
const WATCHDOG = `
read -r group || exit
read -r end
kill -KILL "-$group"
for round in 1 2 3 4 5; do
  left=$(grep -lsF "WORKSHOP_MARK=$1" /proc/[0-9]*/environ) || exit
  for file in $left; do file=\${file#/proc/}; kill -KILL "\${file%/environ}"; done
  sleep 0.1
done
`;

/** Windows knows neither groups nor this shell: there, the program ends with us unless we are killed. */
export function spawnWithUs(command: string, args: readonly string[], options: WithUsOptions): WithUs {
  const { cwd, mark = newMark(), shell = false } = options;
  const windows = process.platform === "win32";
  const env = { ...options.env, WORKSHOP_MARK: mark };
  const watchdog = windows ? undefined : startWatchdog(mark);
  const child = windows
    ? start(command, args, { cwd, env, shell, stdio: ["ignore", "pipe", "pipe"], windowsHide: true })
    : start("/bin/sh", ["-c", GATE, "sh", ...(shell ? ["/bin/sh", "-c"] : []), command, ...args], {
        cwd,
        env,
        stdio: ["ignore", "pipe", "pipe", "pipe"],
        detached: true,
      });
  if (child.pid !== undefined) watchdog?.write(`${child.pid}\n`);
  (child.stdio[3] as Writable | undefined)?.on("error", () => {}).end("go\n");
  const end = () => {
    process.off("exit", end);
    endGroup(child);
    watchdog?.end();
  };
  process.once("exit", end);
  return { child, end };
}

function start(command: string, args: readonly string[], options: SpawnOptions): WithUs["child"] {
  return spawn(command, args, options) as WithUs["child"];
}

/** Gives the end of its pipe; our own end closes with this process. */
function startWatchdog(mark: string): Writable {
  const { PATH } = process.env;
  const watchdog = spawn("/bin/sh", ["-c", WATCHDOG, "sh", mark], {
    // Not the learner's folder, which may be removed while it looks around.
    cwd: "/",
    env: { PATH },
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  watchdog.on("error", () => {}).unref();
  watchdog.stdin.on("error", () => {});
  (watchdog.stdin as Writable & { unref?: () => void }).unref?.();
  return watchdog.stdin;
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore", windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nothing is left in the group.
  }
}
