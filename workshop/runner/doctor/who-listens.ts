import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { basename } from "node:path";
import { answers } from "../open-port.ts";

/** Who holds a port, as far as the system tells this user. */
export interface Listener {
  readonly pid?: number;
  /** The program's name, without its arguments: those may hold a key. */
  readonly name?: string;
  readonly folder?: string;
}

/** The ports somebody listens on, each with who it is. Linux tells it in /proc; elsewhere lsof or netstat may. */
export async function whoListens(ports: readonly number[]): Promise<Map<number, Listener>> {
  return (await askProc(ports)) ?? (await askPrograms(ports));
}

async function askProc(ports: readonly number[]): Promise<Map<number, Listener> | undefined> {
  const tables = await Promise.all(["tcp", "tcp6"].map((name) => readOrNothing(`/proc/net/${name}`)));
  if (tables.every((table) => table === undefined)) return undefined;
  const sockets = tables
    .flatMap((table) => listeningSockets(table ?? ""))
    .filter(({ port }) => ports.includes(port));
  if (sockets.length === 0) return new Map();
  const owners = await ownersOf(new Set(sockets.map(({ inode }) => inode)));
  return new Map(sockets.map(({ port, inode }) => [port, owners.get(inode) ?? {}]));
}

/** The listening sockets of a table as Linux prints it (proc_pid_net(5)): state 0A, the port in hexadecimal. */
export function listeningSockets(table: string): { port: number; inode: string }[] {
  return table.split("\n").flatMap((row) => {
    const [, local = "", , state, , , , , , inode = ""] = row.trim().split(/\s+/);
    const port = Number.parseInt(local.split(":").at(-1) ?? "", 16);
    return state === "0A" && Number.isInteger(port) ? [{ port, inode }] : [];
  });
}

async function ownersOf(inodes: ReadonlySet<string>): Promise<Map<string, Listener>> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map(async (pid) => await socketsOf(pid, inodes)));
  return new Map(found.flat());
}

/** Another user's process shows nothing. */
async function socketsOf(pid: string, inodes: ReadonlySet<string>): Promise<[string, Listener][]> {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = await Promise.all(
    files.map(async (file) => await readlink(`/proc/${pid}/fd/${file}`).catch(() => "")),
  );
  const held = targets
    .map((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? "")
    .filter((each) => inodes.has(each));
  if (held.length === 0) return [];
  const [command, folder] = await Promise.all([
    readOrNothing(`/proc/${pid}/cmdline`),
    readlink(`/proc/${pid}/cwd`).catch(() => undefined),
  ]);
  const name = basename(command?.split("\0")[0] ?? "");
  const listener = { pid: Number(pid), ...(name && { name }), ...(folder && { folder }) };
  return held.map((inode) => [inode, listener]);
}

async function askPrograms(ports: readonly number[]): Promise<Map<number, Listener>> {
  const taken = await Promise.all(ports.map(async (port) => ((await answers(port)) ? [port] : [])));
  const asked = taken.flat().map(async (port): Promise<[number, Listener]> => [port, await askProgram(port)]);
  return new Map(await Promise.all(asked));
}

async function askProgram(port: number): Promise<Listener> {
  if (process.platform === "win32") return readNetstat(await run("netstat", ["-ano", "-p", "tcp"]), port);
  return readLsof(await run("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"]));
}

/** lsof's own form for programs: a line `p` with the process, a line `c` with its command. */
export function readLsof(text: string): Listener {
  const [, pid] = /^p(\d+)$/m.exec(text) ?? [];
  const [, name] = /^c(.+)$/m.exec(text) ?? [];
  return { ...(pid && { pid: Number(pid) }), ...(name && { name }) };
}

/** Windows prints `TCP  0.0.0.0:4318  0.0.0.0:0  LISTENING  1234`; the word for the state depends on the language. */
export function readNetstat(text: string, port: number): Listener {
  const row = text
    .split(/\r?\n/)
    .map((each) => each.trim().split(/\s+/))
    .find(([kind, local, remote]) => kind === "TCP" && local?.endsWith(`:${port}`) && remote?.endsWith(":0"));
  const pid = Number(row?.at(-1));
  return Number.isInteger(pid) && pid > 0 ? { pid } : {};
}

async function run(program: string, args: readonly string[]): Promise<string> {
  return await new Promise((resolve) => {
    execFile(program, [...args], { timeout: 2_000, encoding: "utf8" }, (_, stdout) => resolve(stdout ?? ""));
  });
}

async function readOrNothing(path: string): Promise<string | undefined> {
  return await readFile(path, "utf8").catch(() => undefined);
}
