import { readdirSync, readFileSync } from "node:fs";

const NS_PER_MS = 1_000_000;

/** By a thread's id, the longest wait that was seen of it, in milliseconds: one that has ended is still counted. */
export type Waits = Map<string, number>;

/**
 * How long the processes that write into the lab's folder, and those that they started, were ready to work and had to
 * wait for a processor, in milliseconds: all their threads together, because one waits for another. 0 where the system
 * does not tell (Linux: Documentation/scheduler/sched-stats, `/proc/<pid>/task/<tid>/schedstat`, the second number).
 */
export function waitedForProcessor(folder: string, waits: Waits = new Map()): number {
  if (process.platform !== "linux") return 0;
  const seen = new Set<string>();
  for (const name of list(folder)) look(name.split("-")[0] ?? "", seen, waits);
  return sumOf(waits);
}

/** The same of this process's own thread and of all the processes that it started: the browser has no such folder. */
export function waitedHere(waits: Waits = new Map()): number {
  if (process.platform !== "linux") return 0;
  const pid = String(process.pid);
  const seen = new Set([pid]);
  note(pid, pid, waits);
  for (const thread of threadsOf(pid)) for (const child of childrenOf(pid, thread)) look(child, seen, waits);
  return sumOf(waits);
}

// Read at once and not with promises: a look at a hundred threads then takes a few milliseconds.
function look(pid: string, seen: Set<string>, waits: Waits): void {
  if (seen.has(pid)) return;
  seen.add(pid);
  for (const thread of threadsOf(pid)) {
    note(pid, thread, waits);
    for (const child of childrenOf(pid, thread)) look(child, seen, waits);
  }
}

function note(pid: string, thread: string, waits: Waits): void {
  const waited = Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(" ")[1] ?? 0) / NS_PER_MS;
  waits.set(thread, Math.max(waited, waits.get(thread) ?? 0));
}

function threadsOf(pid: string): string[] {
  return list(`/proc/${pid}/task`);
}

function childrenOf(pid: string, thread: string): string[] {
  return read(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean);
}

function sumOf(waits: Waits): number {
  return [...waits.values()].reduce((sum, each) => sum + each, 0);
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
