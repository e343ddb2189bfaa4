import type { ChildProcess } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** Every process that works in the folder, or was started for it: `id: its command line`. Linux alone tells. */
export function processesOf(root: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => isIn(root, pid))
    .map((pid) => `${pid}: ${read(pid, "cmdline").replaceAll("\0", " ")}`);
}

/** Those that are still there after a while in which everything that was asked to end has ended. */
export async function leftovers(root: string, patienceMs = 5_000): Promise<string[]> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const found = processesOf(root);
    if (found.length === 0 || performance.now() > until) return found;
    await setTimeout(20);
  }
}

/** Settles when a process of the folder's has these words in its command line, or the command has ended. */
export async function isRunning(root: string, words: string, command: ChildProcess): Promise<void> {
  while (command.exitCode === null && !processesOf(root).some((line) => line.includes(words)))
    await setTimeout(10);
}

/** Sends the signal to the process, or to all of its group, and gives the code or signal that it ended with. */
export async function interrupt(
  child: ChildProcess,
  { signal, group, after }: { signal: NodeJS.Signals; group: boolean; after: Promise<unknown> },
): Promise<number | NodeJS.Signals | null> {
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once("exit", (code, by) => resolve(code ?? by)),
  );
  await Promise.race([after, ended]);
  try {
    process.kill(group ? -(child.pid ?? 0) : (child.pid ?? 0), signal);
  } catch {
    // It was quicker.
  }
  return await ended;
}

function isIn(root: string, pid: string): boolean {
  return [cwdOf(pid), read(pid, "environ"), read(pid, "cmdline")].some((text) => text.includes(root));
}

function cwdOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return "";
  }
}

function read(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "latin1");
  } catch {
    return "";
  }
}
