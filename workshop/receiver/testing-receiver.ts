import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeOtlpJson } from "../trace/encode-otlp-json.ts";
import type { Span } from "../trace/span.ts";
import type { Inbox, Refusal, Status, TraceList } from "./page-api.ts";
import { startReceiver } from "./start-receiver.ts";
import type { ReceiverOptions } from "./receiver-options.ts";
import type { Receiver } from "./start-receiver.ts";

export interface TestingReceiver extends AsyncDisposable {
  readonly receiver: Receiver;
  readonly lines: readonly string[];
  /** Sends spans as OTLP JSON, or a body as it is. */
  readonly send: (
    body: readonly Span[] | string | Uint8Array,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  readonly get: <T>(path: string) => Promise<T>;
  readonly post: (path: string, value: object, headers?: Record<string, string>) => Promise<Response>;
  readonly list: () => Promise<TraceList>;
  readonly inbox: () => Promise<Inbox>;
  readonly status: () => Promise<Status>;
}

/** A receiver on a free port for one test, gone with it. */
export async function testingReceiver(options: Partial<ReceiverOptions> = {}): Promise<TestingReceiver> {
  const lines: string[] = [];
  const receiver = await startReceiver({ port: 0, log: (line) => lines.push(line), ...options });
  const base = `http://127.0.0.1:${receiver.port}`;
  const get = async <T>(path: string) => (await (await fetch(base + path)).json()) as T;
  return {
    receiver,
    lines,
    get,
    send: (body, headers = {}) =>
      fetch(`${base}/v1/traces`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body:
          typeof body === "string" || body instanceof Uint8Array
            ? (body as string)
            : encodeOtlpJson(body as Span[]),
      }),
    post: (path, value, headers = {}) =>
      fetch(base + path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(value),
      }),
    list: () => get<TraceList>("/api/traces"),
    inbox: () => get<Inbox>("/api/inbox"),
    status: () => get<Status>("/api/status"),
    [Symbol.asyncDispose]: () => receiver.close(),
  };
}

/** A folder for one test, gone with it. */
export async function testingFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "receiver test "));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Asks again until `look` finds something; fails after two seconds. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = performance.now() + 2000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error("It did not happen within two seconds.");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function messageOf(response: Response): Promise<string> {
  return ((await response.json()) as Refusal).message;
}

/** Built here, so that no file holds anything that looks like a key. */
export const TEST_KEY = `hcaik_${"0123456789abcdefghijklmnopqrstuvwxyz".repeat(2).slice(0, 58)}`;
