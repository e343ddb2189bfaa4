import { randomUUID } from "node:crypto";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { Flush } from "./evidence.ts";
import { ownTime, type OwnTime } from "./own-time.ts";
import { waitedForProcessor, type Waits } from "./waited-for-processor.ts";

export interface Listening {
  readonly pid: number;
  readonly port: number;
  readonly line: Socket;
  readonly flushed: Promise<Flush>;
  readonly gone: Promise<void>;
}

/** The lab's end of the line to the backend's process: it hears where the backend listens and asks it to flush. */
export interface ControlLine extends AsyncDisposable, Pick<OwnTime, "patiently"> {
  readonly port: number;
  readonly token: string;
  /** The server on the port that the lab asked for; failing that, within a second, the first one. */
  listening(askedPort: number): Promise<Listening>;
  /** The processes that answer on that port: one, or the workers of a cluster. */
  pids(): number[];
  /** Settles when those that listen now have gone. */
  gone(): Promise<unknown>;
  flush(timeoutMs: number): Promise<Flush>;
  /** The lab gave something up for which the backend never had the time. */
  readonly starved: boolean;
  /** For systems without signals. */
  stop(): void;
}

/** `folder` is where the backend's processes write their records. */
export async function openControlLine(folder: string): Promise<ControlLine> {
  const token = randomUUID();
  const first = Promise.withResolvers<Listening>();
  const heard: Listening[] = [];
  let whenHeard: (listening: Listening) => void = () => {};
  let port: number | undefined;
  const sharing = () => heard.filter((each) => each.port === port);

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const flushed = Promise.withResolvers<Flush>();
    const gone = Promise.withResolvers<void>();
    socket.once("close", () => gone.resolve());
    socket.on("error", () => {});
    const lines = createInterface({ input: socket });
    // A process that is killed resets its connection; readline hands that error on.
    lines.on("error", () => {});
    lines.on("line", (text) => {
      const message = parse(text);
      if (message?.["said"] === "listening" && message["token"] === token) {
        const listening = {
          pid: Number(message["pid"]),
          port: Number(message["port"]),
          line: socket,
          flushed: flushed.promise,
          gone: gone.promise,
        };
        heard.push(listening);
        first.resolve(listening);
        whenHeard(listening);
      }
      if (message?.["said"] === "flushed") flushed.resolve(message["flushed"] as Flush);
    });
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));

  const waits: Waits = new Map();
  const time = ownTime(() => waitedForProcessor(folder, waits));

  return {
    patiently: time.patiently,
    get starved() {
      return time.starved;
    },
    port: (server.address() as AddressInfo).port,
    token,
    async listening(askedPort) {
      const asked = Promise.withResolvers<Listening>();
      whenHeard = (listening) => listening.port === askedPort && asked.resolve(listening);
      heard.forEach(whenHeard);
      const some = await Promise.race([first.promise, asked.promise]);
      const found = some.port === askedPort ? some : await time.patiently(1_000, asked.promise, some);
      port = found.port;
      return found;
    },
    pids: () => [...new Set(sharing().map(({ pid }) => pid))],
    gone: async () => await Promise.all(sharing().map(({ gone }) => gone)),
    async flush(timeoutMs) {
      const flushes = sharing().map(async ({ line, flushed, gone }) => {
        line.write("flush\n");
        return await Promise.race([flushed, gone.then((): Flush => ({ kind: "not-asked" }))]);
      });
      const otherwise: Flush = { kind: "timed-out", ms: timeoutMs };
      return worst(await time.patiently(timeoutMs, Promise.all(flushes), [otherwise]));
    },
    stop: () => sharing().forEach(({ line }) => line.write("stop\n")),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Of several processes, what most needs to be told. */
function worst(flushes: readonly Flush[]): Flush {
  const order: readonly Flush["kind"][] = ["failed", "timed-out", "no-provider", "not-asked", "flushed"];
  const [first] = flushes.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return first ?? { kind: "not-asked" };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
