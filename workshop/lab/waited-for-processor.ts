import { readdir, readFile } from "node:fs/promises";

const NS_PER_MS = 1_000_000;

/**
 * How long the processes that write into the lab's folder were ready to work and had to wait for a processor, in
 * milliseconds, all of them together, because one may wait for another. 0 where the system does not tell (Linux: Documentation/scheduler/sched-stats,
 * `/proc/<pid>/schedstat`, the second number).
 */
export async function waitedForProcessor(folder: string): Promise<number> {
  if (process.platform !== "linux") return 0;
  const pids = new Set((await readdir(folder)).map((name) => name.split("-")[0] ?? ""));
  return (await Promise.all([...pids].map(waitOf))).reduce((sum, each) => sum + each, 0);
}

async function waitOf(pid: string): Promise<number> {
  const text = await readFile(`/proc/${pid}/schedstat`, "utf8").catch(() => "");
  return Number(text.split(" ")[1] ?? 0) / NS_PER_MS;
}
