import { readdir, readFile } from "node:fs/promises";

/** Linux counts in hundredths of a second, on every architecture (sysconf(3), _SC_CLK_TCK). */
const MS_PER_TICK = 10;

/**
 * How long the processes that write into the lab's folder have run on a processor, in milliseconds, the longest of
 * them. Undefined where the system does not tell it in a file (Linux: proc_pid_stat(5), fields 14 and 15).
 */
export async function processorTime(folder: string): Promise<number | undefined> {
  if (process.platform !== "linux") return undefined;
  const pids = new Set((await readdir(folder)).map((name) => name.split("-")[0] ?? ""));
  const times = await Promise.all([...pids].map(timeOf));
  return Math.max(0, ...times);
}

async function timeOf(pid: string): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The name of the program stands in brackets, and may hold blanks and brackets of its own.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * MS_PER_TICK;
}
