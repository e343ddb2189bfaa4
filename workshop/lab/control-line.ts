import { randomUUID } from "node:crypto";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { Flush } from "./evidence.ts";
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
  /** For systems without signals. */
  stop(): void;
}

export async function openControlLine(): Promise<ControlLine> {
  const token = randomUUID();
  const first = Promise.withResolvers<Listening>();
  const heard: Listening[] = [];
  let whenHeard: (listening: Listening) => void = () => {};
  const gone = Promise.withResolvers<void>();
  const flushed = Promise.withResolvers<Flush>();
  let line: Socket | undefined;

  const server = createServer((socket) => {
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

  return {
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
      return await within(timeoutMs, Promise.race([flushed.promise, lost]), {
        kind: "timed-out",
        ms: timeoutMs,
      });
    },
    stop: () => void line?.write("stop\n"),
    async [Symbol.asyncDispose]() {
      line?.destroy();
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
