import { readFileSync } from "node:fs";

/** What a program that one of these ended says by custom: 128 and the signal's number. */
const CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const NAMES = Object.keys(CODES) as (keyof typeof CODES)[];

/** npm hands a Ctrl-C on that the terminal has sent to us already. */
const ECHO_MS = 500;
const LOOK_MS = 500;

/**
 * Lets a signal end the command at once, with all that it started (see `spawnWithUs`). A killed npm hands nothing on:
 * the command then ends as when its terminal is closed.
 */
export function endOnInterrupt(): void {
  for (const name of NAMES) process.on(name, quit);
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const before = launchers();
  const looking = setInterval(() => {
    if (launchers() === before) return;
    clearInterval(looking);
    process.emit("SIGHUP", "SIGHUP");
  }, LOOK_MS).unref();
}

/** The parent, and where Linux tells that it is the shell that npm started, npm itself. */
function launchers(): string {
  const [, name, npm] = /^\d+ \((.*)\) \S (\d+)/.exec(readStat(process.ppid)) ?? [];
  return [process.ppid, ...(/^(ba|da|k|z)?sh$/.test(name ?? "") ? [npm] : [])].join(" ");
}

function readStat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return "";
  }
}

function quit(name: NodeJS.Signals): void {
  process.exit(CODES[name as keyof typeof CODES]);
}

/** Turns the first Ctrl-C into a signal to stop in good order, and a later one into a signal to hurry. */
export function onInterrupt(
  first: () => void,
): Disposable & { readonly signal: AbortSignal; readonly hurry: AbortSignal } {
  const stop = new AbortController();
  const hurry = new AbortController();
  let at: number | undefined;
  const hear = () => {
    if (at !== undefined) return performance.now() - at > ECHO_MS ? hurry.abort() : undefined;
    at = performance.now();
    first();
    stop.abort();
  };
  const quits = process.listeners("SIGINT").includes(quit);
  for (const name of NAMES) process.on(name, hear).off(name, quit);
  return {
    signal: stop.signal,
    hurry: hurry.signal,
    [Symbol.dispose]() {
      for (const name of NAMES) {
        process.off(name, hear);
        if (quits) process.on(name, quit);
      }
    },
  };
}
