import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { span } from "../trace/build-span.ts";
import { encodeOtlpJson } from "../trace/encode-otlp-json.ts";
import { encodeOtlpProtobuf } from "../trace/encode-otlp-protobuf.ts";
import { seededRandom } from "../trace/seeded-random.ts";
import type { Span } from "../trace/span.ts";

export interface ReceiverBench {
  readonly rows: readonly {
    readonly kind: string;
    readonly receiver: number;
    readonly sink: number;
    readonly ratio: number;
  }[];
  readonly rssMegabytes: number;
  readonly spans: number;
}

const SPANS_A_REQUEST = 512;
const REQUESTS_A_ROUND = 130;
const AT_ONCE = 4;

/** Spans per second that the receiver stores, beside a bare server that only parses the same bytes, and its memory at the end. */
export async function benchReceiver(): Promise<ReceiverBench> {
  const folder = await mkdtemp(join(tmpdir(), "bench-receiver-"));
  const receiver = await startServer("receiver", folder);
  const sink = await startServer("sink");
  try {
    const random = seededRandom(1);
    const rows: ReceiverBench["rows"][number][] = [];
    for (const kind of ["json", "protobuf", "gzip"] as const) {
      const bodies = makeBodies(kind, random);
      await sendAll(sink.port, kind, bodies.slice(0, 20));
      const ofSink = await sendAll(sink.port, kind, bodies);
      const ofReceiver = await sendAll(receiver.port, kind, bodies);
      rows.push({ kind, receiver: ofReceiver, sink: ofSink, ratio: ofSink / ofReceiver });
    }
    receiver.child.send("memory");
    const [{ rss }] = (await once(receiver.child, "message")) as [{ rss: number }];
    return { rows, rssMegabytes: rss / 1e6, spans: rows.length * REQUESTS_A_ROUND * SPANS_A_REQUEST };
  } finally {
    receiver.child.disconnect();
    sink.child.disconnect();
    await once(receiver.child, "exit");
    await rm(folder, { recursive: true, force: true });
  }
}

export function renderReceiverBench({ rows, rssMegabytes, spans }: ReceiverBench): string {
  const rate = (value: number) => `${(value / 1000).toFixed(0)} k`.padStart(6);
  const lines = rows.map(
    ({ kind, receiver, sink, ratio }) =>
      `receiver ${kind.padEnd(8)} ${rate(receiver)} spans/s   bare sink ${rate(sink)} spans/s   ratio ${ratio.toFixed(2)}`,
  );
  return [...lines, `receiver memory after ${spans} spans: ${rssMegabytes.toFixed(0)} MB`].join("\n");
}

type Kind = "json" | "protobuf" | "gzip";

async function startServer(...words: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(fileURLToPath(new URL("bench-receiver-server.ts", import.meta.url)), words);
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return { child, port };
}

function makeBodies(kind: Kind, random: () => number): Uint8Array[] {
  return Array.from({ length: REQUESTS_A_ROUND }, () => {
    const spans = Array.from({ length: SPANS_A_REQUEST / 8 }, () => expressTrace(random)).flat();
    if (kind === "protobuf") return encodeOtlpProtobuf(spans);
    const json = Buffer.from(encodeOtlpJson(spans));
    return kind === "gzip" ? gzipSync(json, { level: 1 }) : json;
  });
}

/** Eight spans as an instrumented Express backend makes them for one request. */
function expressTrace(random: () => number): Span[] {
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("");
  const traceId = hex(32);
  const root = span({
    traceId,
    spanId: hex(16),
    kind: "server",
    fields: SERVER_FIELDS,
    resource: RESOURCE,
    scope: HTTP,
  });
  const layers = Array.from({ length: 7 }, (_, index) =>
    span({
      parent: root,
      spanId: hex(16),
      name: `middleware - layer ${index}`,
      startMs: random(),
      fields: {
        "http.route": "/api/activities/home",
        "express.name": `layer ${index}`,
        "express.type": "middleware",
      },
      resource: RESOURCE,
      scope: EXPRESS,
    }),
  );
  return [...layers, root];
}

const HTTP = { name: "@opentelemetry/instrumentation-http", version: "0.301.0" };
const EXPRESS = { name: "@opentelemetry/instrumentation-express", version: "0.72.0" };
const RESOURCE = {
  "service.name": "backend",
  "telemetry.sdk.language": "nodejs",
  "telemetry.sdk.name": "opentelemetry",
  "telemetry.sdk.version": "3.1.0",
  "process.pid": 4567,
  "process.runtime.name": "nodejs",
  "host.name": "workspace",
};
const SERVER_FIELDS = {
  "http.request.method": "GET",
  "http.route": "/api/activities/home",
  "http.response.status_code": 200,
  "url.path": "/api/activities/home",
  "url.scheme": "http",
  "server.address": "localhost",
  "server.port": 4567,
  "network.protocol.version": "1.1",
  "user_agent.original": "curl/8.5.0",
};

/** Spans per second over all bodies, a few requests at a time. */
async function sendAll(port: number, kind: Kind, bodies: readonly Uint8Array[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const queue = [...bodies];
  const started = performance.now();
  const lane = async () => {
    for (let body = queue.pop(); body !== undefined; body = queue.pop())
      await sendOne(agent, port, kind, body);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return (bodies.length * SPANS_A_REQUEST) / seconds;
}

async function sendOne(agent: Agent, port: number, kind: Kind, body: Uint8Array): Promise<void> {
  const headers = {
    "content-type": kind === "protobuf" ? "application/x-protobuf" : "application/json",
    "content-length": body.byteLength,
    ...(kind === "gzip" ? { "content-encoding": "gzip" } : {}),
  };
  await new Promise<void>((resolve, reject) => {
    const sent = request(
      { agent, port, host: "127.0.0.1", path: "/v1/traces", method: "POST", headers },
      (response) => {
        response
          .resume()
          .once("end", () =>
            response.statusCode === 200 ? resolve() : reject(new Error(`status ${response.statusCode}`)),
          );
      },
    );
    sent.once("error", reject).end(body);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(renderReceiverBench(await benchReceiver()));
