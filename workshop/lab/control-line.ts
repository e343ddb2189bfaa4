import { randomUUID } from "node:crypto";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { Flush } from "./evidence.ts";
import { patiently } from "./patiently.ts";
import { waitedForProcessor, type Waits } from "./waited-for-processor.ts";
import { within } from "./within.ts";

export interface Listening {
  readonly pid: number;
  readonly port: number;
  readonly line: Socket;
  readonly flushed: Promise<Flush>;
  readonly gone: Promise<void>;
}

/** The lab's end of the line to the backend's process: it hears where the backend listens and asks it to flush. */
export interface ControlLine extends AsyncDisposable {
  readonly port: number;
  readonly token: string;
  /** The server on the port that the lab asked for; failing that, within a second, the first one. */
  listening(askedPort: number): Promise<Listening>;
  /** The processes that answer on that port: one, or the workers of a cluster. */
  pids(): number[];
  /** Settles when those that listen now have gone. */
  gone(): Promise<unknown>;
  flush(timeoutMs: number): Promise<Flush>;
  /**
   * The promise's value, or the other one once the backend has had that many milliseconds. What it had to wait for a
   * processor does not count: a busy machine alone makes nothing late.
   */
  patiently<T>(ms: number, promise: Promise<T>, otherwise: T): Promise<T>;
  /** For systems without signals. */
  stop(): void;
}

/** For so long a look at the processes stays true enough. */
const LOOK_MS = 50;

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

  // Requests that go out together begin to be waited for at once: one look is enough for all of them.
  const waits: Waits = new Map();
  let look = { at: -Infinity, waited: Promise.resolve(0) };
  const waitedSoFar = async () => {
    const now = performance.now();
    if (now - look.at > LOOK_MS) look = { at: now, waited: waitedForProcessor(folder, waits) };
    return await look.waited;
  };
  const patient: ControlLine["patiently"] = async (ms, promise, otherwise) => {
    const [began, waitedBefore] = [performance.now(), waitedSoFar()];
    return await patiently(ms, promise, otherwise, async () => {
      const waited = (await waitedSoFar()) - (await waitedBefore);
      return performance.now() - began - waited;
    });
  };

  return {
    patiently: patient,
    port: (server.address() as AddressInfo).port,
    token,
    async listening(askedPort) {
      const asked = Promise.withResolvers<Listening>();
      whenHeard = (listening) => listening.port === askedPort && asked.resolve(listening);
      heard.forEach(whenHeard);
      const some = await Promise.race([first.promise, asked.promise]);
      const found = some.port === askedPort ? some : await within(1_000, asked.promise, some);
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
      return worst(await patient(timeoutMs, Promise.all(flushes), [otherwise]));
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
