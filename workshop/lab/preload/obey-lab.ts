import cluster from "node:cluster";
import net from "node:net";
import { globalProvider } from "./watch-api.ts";
import { clock, stringify } from "./primitives.ts";
import { record } from "./record.ts";
import { reportSdk } from "./sdk-state.ts";
import { asLab } from "./watch-calls.ts";
import { laterWorkIsDone } from "./watch-later-work.ts";
import { reportModules } from "./watch-modules.ts";
import { visitsAreServed } from "./watch-visits.ts";

// Taken before the guard and msw wrap it: this line to the lab is not part of what the lab observes.
const connect = net.Socket.prototype.connect as (this: net.Socket, to: net.TcpNetConnectOpts) => net.Socket;
const listen = net.Server.prototype.listen;
let line: net.Socket | undefined;

/** Tells the lab where the backend listens, and flushes or reports when the lab asks. */
export function obeyLab(): void {
  net.Server.prototype.listen = function (this: net.Server, ...args: unknown[]) {
    this.once("listening", () => tell(this.address()));
    return (listen as (...args: unknown[]) => net.Server).apply(this, args);
  } as typeof net.Server.prototype.listen;
}

function tell(address: net.AddressInfo | string | null): void {
  const port = Number(process.env["WORKSHOP_LAB_PORT"]);
  if (!port || address === null || typeof address === "string") return;
  // The first process of a cluster takes connections only to hand them to its workers.
  if (cluster.isPrimary && Object.keys(cluster.workers ?? {}).length > 0) return;
  line ??= openLine(port);
  say({ said: "listening", token: process.env["WORKSHOP_LAB_TOKEN"], pid: process.pid, port: address.port });
}

function openLine(port: number): net.Socket {
  const socket = new net.Socket();
  socket.on("error", () => {});
  connect.call(socket, { port, host: "127.0.0.1" });
  socket.unref();
  socket.on("data", (text) => {
    if (String(text).includes("flush")) void flush().then((flushed) => say({ said: "flushed", flushed }));
    if (String(text).includes("stop")) process.emit("SIGTERM");
  });
  return socket;
}

function say(message: object): void {
  line?.write(`${stringify(message)}\n`);
}

async function flush(): Promise<unknown> {
  await visitsAreServed();
  await laterWorkIsDone();
  reportModules();
  reportSdk();
  record("signals", {
    SIGTERM: process.listenerCount("SIGTERM") > 0,
    SIGINT: process.listenerCount("SIGINT") > 0,
  });
  const provider = globalProvider();
  if (!provider?.forceFlush) return { kind: "no-provider" };
  const started = clock();
  const ms = () => Math.round(clock() - started);
  try {
    await asLab(() => provider.forceFlush?.());
    return { kind: "flushed", ms: ms() };
  } catch (error) {
    return { kind: "failed", error: String((error as Error)?.message ?? error), ms: ms() };
  }
}
