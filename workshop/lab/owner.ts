import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

/**
 * Names this process in what it leaves on the disk, such as `4711-88231`: its id, and on Linux when it began, because
 * ids come again. `isOwnerAlive` tells from it whether the process is still there.
 */
export const OWNER = ownerName(process.pid);

/** A name that no other has, and that begins with its owner's. */
export function newMark(): string {
  return `${OWNER}-${randomUUID().slice(0, 8)}`;
}

export function isOwnerAlive(owner: string): boolean {
  const pid = Number(owner.split("-", 1)[0]);
  return isAlive(pid) && (owner === ownerName(pid) || process.platform !== "linux");
}

function ownerName(pid: number): string {
  return `${pid}-${process.platform === "linux" ? beginOf(pid) : 0}`;
}

/** The 22nd field of `/proc/<pid>/stat` (man 5 proc); the second one, a name in brackets, may hold spaces. */
function beginOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "0";
  } catch {
    return "0";
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
