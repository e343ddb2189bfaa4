import dgram from "node:dgram";
import dns from "node:dns";
import { errorMonitor } from "node:events";
import net from "node:net";
import { record } from "./record.ts";
import { currentExporting } from "./watch-exporting.ts";

/** Refuses and records every connection that would leave this machine, in whatever way it is made. */
export function guardTheNetwork(): void {
  guardSockets();
  guardNames();
  guardDatagrams();
}

/**
 * Refuses at once what msw would not answer: msw itself waits for a first byte, and some clients never send one.
 * To be called after msw has begun to listen; the guard below it stays for what msw lets pass.
 */
export function guardAroundMsw(isAnswered: (host: string, port: number) => boolean): void {
  guardSockets(isAnswered);
}

/** Ports of this machine whose usual owner the lab plays itself, and where it does so. */
const TURNS = JSON.parse(process.env["WORKSHOP_LAB_TURNS"] || "{}") as Readonly<Record<number, number>>;

function turned(args: unknown[], port: number): unknown[] {
  const list = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  const options = typeof list[0] === "object" && list[0] !== null ? list[0] : {};
  const done = list.findLast((each) => typeof each === "function");
  return [{ ...options, host: "127.0.0.1", port }, ...(done ? [done] : [])];
}

type Connect = (this: net.Socket, ...args: unknown[]) => net.Socket;

function guardSockets(isAnswered = (_host: string, _port: number) => false): void {
  const connect = net.Socket.prototype.connect as Connect;
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    // msw marks a socket that it answers itself with a `connect` of the socket's own; that one dials nothing.
    if (Object.hasOwn(this, "connect")) return connect.apply(this, args);
    const target = targetOf(args);
    const turn = target && isLoopback(target.host) ? TURNS[target.port] : undefined;
    if (turn !== undefined) return connect.apply(this, turned(args, turn));
    if (target === undefined || isAnswered(target.host, target.port)) return connect.apply(this, args);
    if (isLoopback(target.host)) {
      noteLocal(this, target);
      return connect.apply(this, args);
    }
    record("refused", { how: "tcp", ...target, ...exporting() });
    process.nextTick(() => this.destroy(refusal("connect", target.host, target.port)));
    return this;
  } as typeof net.Socket.prototype.connect;
}

/** Allowed, and still worth knowing: what goes to a collector on this machine does not go to Honeycomb. */
function noteLocal(socket: net.Socket, target: { host: string; port: number }): void {
  const by = exporting();
  record("local", { ...target, ...by });
  socket.once(errorMonitor, ({ code, message }: NodeJS.ErrnoException) => {
    record("local", { ...target, ...by, failed: code ?? message });
  });
}

/** Which exporter opens the connection, where one does. */
function exporting(): Readonly<Record<string, unknown>> {
  const { exporter, signal } = currentExporting() ?? {};
  return { exporter, signal };
}

/** `undefined` for a local pipe or socket file. */
function targetOf(args: unknown[]): { host: string; port: number } | undefined {
  const list = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  const [first, second] = list;
  if (typeof first === "object" && first !== null) {
    const options = first as { path?: string | null; host?: string; port?: number | string };
    if (options.path) return undefined;
    return { host: options.host || "localhost", port: Number(options.port) };
  }
  if (typeof first === "string" && Number.isNaN(Number(first))) return undefined;
  return { host: typeof second === "string" ? second : "localhost", port: Number(first) };
}

function guardNames(): void {
  const lookup = dns.lookup;
  const guarded = (name: string, ...rest: unknown[]): void => {
    if (isLoopback(name)) return void (lookup as (...args: unknown[]) => void)(name, ...rest);
    record("refused", { how: "dns", host: name, ...exporting() });
    const done = rest.at(-1) as (error: Error) => void;
    process.nextTick(() => done(refusal("getaddrinfo", name)));
  };
  dns.lookup = Object.assign(guarded, { __promisify__: lookup.__promisify__ }) as typeof dns.lookup;
  const lookupPromise = dns.promises.lookup as (name: string, ...rest: unknown[]) => Promise<unknown>;
  dns.promises.lookup = (async (name: string, ...rest: unknown[]) => {
    if (isLoopback(name)) return await lookupPromise(name, ...rest);
    record("refused", { how: "dns", host: name, ...exporting() });
    throw refusal("getaddrinfo", name);
  }) as unknown as typeof dns.promises.lookup;
}

function guardDatagrams(): void {
  const send = dgram.Socket.prototype.send as (this: dgram.Socket, ...args: unknown[]) => void;
  dgram.Socket.prototype.send = function (this: dgram.Socket, ...args: unknown[]) {
    const host = args.slice(1).find((argument) => typeof argument === "string") ?? "localhost";
    if (isLoopback(host as string)) return send.apply(this, args);
    record("refused", { how: "udp", host });
    const done = args.at(-1);
    if (typeof done === "function") process.nextTick(() => done(refusal("send", host as string)));
  } as typeof dgram.Socket.prototype.send;
}

function isLoopback(host: string): boolean {
  return (
    host === "" ||
    host === "localhost" ||
    host.endsWith(".localhost") ||
    /^127(\.\d+){3}$/.test(host) ||
    host === "::1" ||
    host === "[::1]" ||
    host === "0.0.0.0" ||
    host === "::" ||
    host === "::ffff:127.0.0.1"
  );
}

function refusal(call: string, host: string, port?: number): Error {
  const where = port === undefined ? host : `${host}:${port}`;
  const error = new Error(`${call} ECONNREFUSED ${where} (the workshop's check keeps this machine offline)`);
  return Object.assign(error, { code: "ECONNREFUSED", syscall: call, address: host, port });
}
