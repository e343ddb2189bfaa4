import { readdir, readFile } from "node:fs/promises";

const NS_PER_MS = 1_000_000;

/** By a thread's id, the longest wait that was seen of it, in milliseconds: one that has ended is still counted. */
export type Waits = Map<string, number>;

/**
 * How long the processes that write into the lab's folder, and those that they started, were ready to work and had to
 * wait for a processor, in milliseconds: all their threads together, because one waits for another. 0 where the system
 * does not tell (Linux: Documentation/scheduler/sched-stats, `/proc/<pid>/task/<tid>/schedstat`, the second number).
 */
export async function waitedForProcessor(folder: string, waits: Waits = new Map()): Promise<number> {
  if (process.platform !== "linux") return 0;
  const names = await readdir(folder).catch(() => []);
  const seen = new Set<string>();
  await Promise.all(names.map(async (name) => await look(name.split("-")[0] ?? "", seen, waits)));
  return [...waits.values()].reduce((sum, each) => sum + each, 0);
}

async function look(pid: string, seen: Set<string>, waits: Waits): Promise<void> {
  if (seen.has(pid)) return;
  seen.add(pid);
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  await Promise.all(
    threads.map(async (thread) => {
      const [stat = "", children = ""] = await Promise.all(
        ["schedstat", "children"].map(
          async (name) => await readFile(`/proc/${pid}/task/${thread}/${name}`, "utf8").catch(() => ""),
        ),
      );
      const waited = Number(stat.split(" ")[1] ?? 0) / NS_PER_MS;
      waits.set(thread, Math.max(waited, waits.get(thread) ?? 0));
      const started = children.split(" ").filter(Boolean);
      await Promise.all(started.map(async (child) => await look(child, seen, waits)));
    }),
  );
}
