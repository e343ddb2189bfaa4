import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { spawnWithUs } from "./spawn-with-us.ts";

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A start script that runs in a process group of its own. */
export interface Launched {
  readonly pid: number | undefined;
  /** Settles when the script's own process has ended. */
  readonly ended: Promise<Ended>;
  /** Settles when whatever the script started has ended too. */
  groupEnded(): Promise<void>;
  /** Ends at once whatever the script started. */
  kill(): void;
  readonly child: ChildProcess;
}

/**
 * Runs the `start` script of `backend/package.json`, with its pre and post scripts, as npm would: through the
 * system's shell, in `backend/`. npm itself stays out, because it does not hand signals on.
 */
export function launch(options: {
  readonly root: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** See `spawnWithUs`. */
  readonly mark?: string;
  readonly onOutput: (stream: "stdout" | "stderr", text: string) => void;
}): Launched {
  const { prestart, start, poststart } = options.scripts;
  const windows = process.platform === "win32";
  const asWritten = [prestart, start, poststart].filter(Boolean).join(" && ");
  // A script that sets NODE_OPTIONS anew would leave the lab's preload out, and with it the guard on the network.
  const script = windows ? asWritten : asWritten.replace(/\bNODE_OPTIONS=/g, '$&"$NODE_OPTIONS "');
  const { child, end } = spawnWithUs(script, [], {
    shell: true,
    cwd: join(options.root, "backend"),
    env: {
      ...options.env,
      npm_lifecycle_event: "start",
      npm_package_json: join(options.root, "backend/package.json"),
    },
    ...(options.mark && { mark: options.mark }),
  });
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => options.onOutput(stream, text));
  }
  const ended = new Promise<Ended>((resolve) => {
    child.once("error", () => resolve({ code: 127, signal: null }));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  return {
    pid: child.pid,
    ended,
    child,
    groupEnded: async () => await whenGroupIsEmpty(child),
    kill: end,
  };
}

async function whenGroupIsEmpty({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined || process.platform === "win32") return;
  while (isAlive(-pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

function isAlive(group: number): boolean {
  try {
    return process.kill(group, 0);
  } catch {
    return false;
  }
}
