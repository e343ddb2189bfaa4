import { randomUUID } from "node:crypto";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { Flush } from "./evidence.ts";
import { patiently } from "./patiently.ts";
import { waitedForProcessor } from "./waited-for-processor.ts";
import { within } from "./within.ts";

export interface Listening {
  readonly pid: number;
  readonly port: number;
  readonly line: Socket;
}

/** The lab's end of the line to the backend's process: it hears where the backend listens and asks it to flush. */
export interface ControlLine extends AsyncDisposable {
  readonly port: number;
  readonly token: string;
  /** The server on the port that the lab asked for; failing that, within a second, the first one. */
  listening(askedPort: number): Promise<Listening>;
  /** Settles when the listening process has gone. */
  readonly gone: Promise<void>;
  flush(timeoutMs: number): Promise<Flush>;
  /**
   * The promise's value, or the other one once the backend has had that many milliseconds. What it had to wait for a
   * processor does not count: a busy machine alone makes nothing late.
   */
  patiently<T>(ms: number, promise: Promise<T>, otherwise: T): Promise<T>;
  /** For systems without signals. */
  stop(): void;
}

/** `folder` is where the backend's processes write their records. */
export async function openControlLine(folder: string): Promise<ControlLine> {
  const token = randomUUID();
  const first = Promise.withResolvers<Listening>();
  const heard: Listening[] = [];
  let whenHeard: (listening: Listening) => void = () => {};
  const gone = Promise.withResolvers<void>();
  const flushed = Promise.withResolvers<Flush>();
  let line: Socket | undefined;

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    const lines = createInterface({ input: socket });
    // A process that is killed resets its connection; readline hands that error on.
    lines.on("error", () => {});
    lines.on("line", (text) => {
      const message = parse(text);
      if (message?.["said"] === "listening" && message["token"] === token) {
        const listening = { pid: Number(message["pid"]), port: Number(message["port"]), line: socket };
        heard.push(listening);
        first.resolve(listening);
        whenHeard(listening);
      }
      if (message?.["said"] === "flushed") flushed.resolve(message["flushed"] as Flush);
    });
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));

  const patient: ControlLine["patiently"] = async (ms, promise, otherwise) => {
    const [began, waitedBefore] = [performance.now(), waitedForProcessor(folder)];
    return await patiently(ms, promise, otherwise, async () => {
      const waited = (await waitedForProcessor(folder)) - (await waitedBefore);
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
      line = found.line;
      line.once("close", () => gone.resolve());
      return found;
    },
    gone: gone.promise,
    async flush(timeoutMs) {
      line?.write("flush\n");
      const lost = gone.promise.then((): Flush => ({ kind: "not-asked" }));
      return await patient(timeoutMs, Promise.race([flushed.promise, lost]), {
        kind: "timed-out",
        ms: timeoutMs,
      });
    },
    stop: () => void line?.write("stop\n"),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
