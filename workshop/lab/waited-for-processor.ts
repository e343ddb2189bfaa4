import { readdir, readFile } from "node:fs/promises";

const NS_PER_MS = 1_000_000;

/**
 * How long the processes that write into the lab's folder, and those that they started, were ready to work and had to
 * wait for a processor, in milliseconds: all their threads together, because one waits for another. 0 where the system
 * does not tell (Linux: Documentation/scheduler/sched-stats, `/proc/<pid>/task/<tid>/schedstat`, the second number).
 */
export async function waitedForProcessor(folder: string): Promise<number> {
  if (process.platform !== "linux") return 0;
  const names = await readdir(folder).catch(() => []);
  const seen = new Set<string>();
  const waits = names.map(async (name) => await waitOf(name.split("-")[0] ?? "", seen));
  return (await Promise.all(waits)).reduce((sum, each) => sum + each, 0);
}

async function waitOf(pid: string, seen: Set<string>): Promise<number> {
  if (seen.has(pid)) return 0;
  seen.add(pid);
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const waits = threads.map(async (thread) => {
    const [stat, children] = await Promise.all(
      ["schedstat", "children"].map(
        async (name) => await readFile(`/proc/${pid}/task/${thread}/${name}`, "utf8").catch(() => ""),
      ),
    );
    const started = (children ?? "").split(" ").filter(Boolean);
    const theirs = await Promise.all(started.map(async (child) => await waitOf(child, seen)));
    return theirs.reduce((sum, each) => sum + each, Number(stat?.split(" ")[1] ?? 0) / NS_PER_MS);
  });
  return (await Promise.all(waits)).reduce((sum, each) => sum + each, 0);
}
