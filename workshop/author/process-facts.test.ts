import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildPreload } from "../lab/build-preload.ts";
import type { RunEvidence } from "../lab/evidence.ts";
import { runBackend } from "../lab/run-backend.ts";
import type { Line } from "../mistakes/example-files/otel-line.ts";
import { installLine } from "./install-line.ts";

/** What rules may say of a run must have been seen in it: one backend for each group of facts, on both lines. */

vi.setConfig({ testTimeout: 30_000 });

let preload: string;
const folders: string[] = [];
beforeAll(async () => {
  preload = await buildPreload(await folder());
  await Promise.all([installLine("otel-3x"), installLine("otel-2x")]);
}, 240_000);
afterAll(async () => {
  await Promise.all(folders.map((path) => rm(path, { recursive: true, force: true })));
});

const LINES = ["otel-3x", "otel-2x"] as const;
const FILE = "backend/src/instrumentation.ts";
const IMPORTS = `import { NodeSDK } from "@opentelemetry/sdk-node";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { trace, context, diag } from "@opentelemetry/api";
`;
const SERVER = `import express from "express";
const app = express();
app.get("/api/activities/home", (_request, response) => { response.json([]); });
app.listen(Number(process.env.PORT));
`;

it.each(LINES)("tells two SDKs apart, and what became of each (%s)", async (line) => {
  const run = await runWith(line, {
    "src/instrumentation.ts": `${IMPORTS}const forgotten = new NodeSDK({ instrumentions: [] } as object);
const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter(), instrumentations: [new HttpInstrumentation()] });
sdk.start();
process.once("SIGTERM", async () => {
  await sdk.shutdown();
  process.exit(0);
});
void forgotten;
`,
  });
  const own = run.sdk.calls.filter(({ class: name }) => name === "NodeSDK");
  const [first, second] = own;
  expect(own.map(({ call, at }) => [call, at])).toEqual([
    ["new", { file: FILE, line: 5 }],
    ["new", { file: FILE, line: 6 }],
    ["start", { file: FILE, line: 7 }],
    ["shutdown", { file: FILE, line: 9 }],
  ]);
  expect(first?.options).toEqual({ instrumentions: { type: "array" } });
  expect(own.map(({ object }) => object === second?.object)).toEqual([false, true, true, true]);
  expect(own.at(-1)?.ended?.outcome).toBe("resolved");
  expect(run.sdk.calls).toContainEqual(
    expect.objectContaining({ class: "TracerProvider", call: "shutdown", by: "@opentelemetry/sdk-node" }),
  );
  const [handler] = run.handlers;
  expect(handler).toMatchObject({ event: "SIGTERM", once: true, at: { file: FILE, line: 8 } });
  const order = [handler?.ran[0], run.exchanges.at(-1), own.at(-1)?.ended, run.exitCall].map(
    (each) => each?.moment ?? Number.NaN,
  );
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

it("sees that shutdown was never waited for", async () => {
  const run = await runWith("otel-3x", {
    "src/instrumentation.ts": `${IMPORTS}const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter() });
sdk.start();
process.on("SIGTERM", () => {
  void sdk.shutdown();
  process.exit(0);
});
`,
  });
  const shutdown = run.sdk.calls.find(({ class: name, call }) => name === "NodeSDK" && call === "shutdown");
  expect(shutdown).toMatchObject({ at: { file: FILE, line: 8 } });
  expect(shutdown?.ended).toBeUndefined();
  expect(run.exitCall).toMatchObject({ at: { file: FILE, line: 9 } });
});

it.each(LINES)("sees what the API took, refused and forgot (%s)", async (line) => {
  const run = await runWith(line, {
    "src/instrumentation.ts": `${IMPORTS}new NodeSDK({ traceExporter: new OTLPTraceExporter() }).start();
new NodeSDK({ traceExporter: new OTLPTraceExporter() }).start();
context.disable();
trace.disable();
new NodeSDK({ traceExporter: new OTLPTraceExporter() }).start();
void diag;
`,
  });
  const of = (name: string) => run.sdk.registrations.filter(({ api }) => api === name);
  expect(of("trace").map(({ call, accepted, at }) => [call, accepted, at?.line])).toEqual([
    ["setGlobalTracerProvider", true, 5],
    ["setGlobalTracerProvider", false, 6],
    ["disable", undefined, 8],
    ["setGlobalTracerProvider", true, 9],
  ]);
  expect(of("context").map(({ accepted }) => accepted)).toEqual([true, false, undefined, true]);
  expect(of("diag").length).toBeGreaterThan(0);
});

it.each(LINES)("reads what the SDK really holds (%s)", async (line) => {
  const run = await runWith(
    line,
    {
      "src/instrumentation.ts": `${IMPORTS}const sdk = new NodeSDK({
  traceExporter: new OTLPTraceExporter({ url: "http://localhost:1/otlp", timeoutMillis: 5 }),
  spanLimits: { attributeCountLimit: 7 },
  resourceDetectors: [{ detect: () => ({ attributes: { slow: new Promise<string>(() => {}), fast: "yes" } }) }],
  instrumentations: [new HttpInstrumentation({ ignoreIncomingRequestHook: () => true, requireParentforIncomingSpans: true })],
});
sdk.start();
`,
    },
    { OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "9", OTEL_EXPORTER_OTLP_COMPRESSION: "gzip" },
  );
  expect(run.sdk.provider).toMatchObject({
    name: "TracerProvider",
    idGenerator: "RandomIdGenerator",
    limits: { attributeCountLimit: 7 },
    resource: { attributes: { fast: "yes" }, pending: ["slow"] },
    processors: [
      {
        name: "BatchSpanProcessor",
        maxExportBatchSize: 9,
        exporting: { url: "http://localhost:1/otlp", timeoutMillis: 5, compression: "gzip" },
      },
    ],
  });
  expect(run.sdk.instrumentations).toEqual([
    {
      name: "@opentelemetry/instrumentation-http",
      version: expect.any(String),
      enabled: true,
      registered: 1,
      by: FILE,
      at: { file: FILE, line: 9 },
      config: {
        enabled: { type: "boolean", text: "true" },
        ignoreIncomingRequestHook: { type: "function", text: expect.stringContaining("true") },
        requireParentforIncomingSpans: { type: "boolean", text: "true" },
      },
    },
  ]);
});

it.each(LINES)("knows of each export what it carries, wherever it goes (%s)", async (line) => {
  await using collector = await collectorThatAnswers(404);
  const run = await runWith(
    line,
    {
      "src/instrumentation.ts": `${IMPORTS}const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter(), instrumentations: [new HttpInstrumentation()] });
sdk.start();
process.once("SIGTERM", () => sdk.shutdown().finally(() => process.exit(0)));
`,
    },
    {
      OTEL_METRICS_EXPORTER: "otlp",
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `http://127.0.0.1:${collector.port}/metrics`,
    },
  );
  expect(run.exchanges.map(({ signal, exporter }) => [signal, exporter])).toContainEqual([
    "traces",
    "OTLPTraceExporter",
  ]);
  expect(run.exports).toContainEqual(
    expect.objectContaining({
      exporter: "OTLPMetricExporter",
      signal: "metrics",
      url: `http://127.0.0.1:${collector.port}/metrics`,
      status: 404,
      headerNames: expect.arrayContaining(["x-honeycomb-team"]),
    }),
  );
  expect(run.local).toContainEqual(expect.objectContaining({ port: collector.port, signal: "metrics" }));
  expect(run.sdk.others).toMatchObject([
    { name: "MeterProvider", processors: [{ exporter: "OTLPMetricExporter" }] },
  ]);
  expect(JSON.stringify([run.exports, run.sdk])).not.toContain("practice-abcdefgh");
});

it("reads the metrics of an exporter that posts them to Honeycomb as no spans", async () => {
  const run = await runWith(
    "otel-3x",
    {
      "src/instrumentation.ts": `${IMPORTS}const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter(), instrumentations: [new HttpInstrumentation()] });
sdk.start();
process.once("SIGTERM", () => sdk.shutdown().finally(() => process.exit(0)));
`,
    },
    {
      OTEL_METRICS_EXPORTER: "otlp",
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: "https://api.honeycomb.io/wrong",
    },
  );
  const metrics = run.exchanges.find(({ url }) => url.endsWith("/wrong"));
  expect(metrics).toMatchObject({ signal: "metrics", status: 404 });
  expect(metrics).not.toHaveProperty("unreadable");
});

it("hears that startNodeSDK sets nothing up, in its own words", async () => {
  const run = await runWith(
    "otel-3x",
    {
      "src/instrumentation.ts": `import { startNodeSDK } from "@opentelemetry/sdk-node";
const sdk = startNodeSDK();
process.once("SIGTERM", () => sdk.shutdown().finally(() => process.exit(0)));
`,
    },
    { OTEL_CONFIG_FILE: "./missing.yaml" },
  );
  expect(run.sdk.calls[0]).toMatchObject({
    class: "startNodeSDK",
    call: "start",
    at: { file: FILE, line: 2 },
  });
  expect(run.sdk.calls.at(-1)).toMatchObject({ call: "shutdown", ended: { outcome: "resolved" } });
  expect(run.diagnostics).toContainEqual({
    level: "error",
    text: expect.stringMatching(/will not be set ?up/),
  });
  expect(run.sdk.provider).toBeUndefined();
});

it.each(LINES)("keeps what a limit left of a field, and who added what to a span (%s)", async (line) => {
  const run = await runWith(
    line,
    {
      "src/instrumentation.ts": `${IMPORTS}new NodeSDK({ traceExporter: new OTLPTraceExporter() }).start();\n`,
      "src/server.ts": `import express from "express";
import { trace } from "@opentelemetry/api";
const app = express();
app.get("/api/activities/home", (_request, response) => {
  const span = trace.getTracer("t").startSpan("s");
  span.setAttribute("app.now", "2026-01-01T00:00:00Z");
  span.setAttributes({ "app.more": 3 });
  span.addEvent("done", { "app.n": 1 });
  span.recordException(new Error("no " + process.env.OTEL_EXPORTER_OTLP_HEADERS));
  span.setStatus({ code: 2, message: "failed" });
  span.end();
  span.addEvent("late");
  response.json([]);
});
app.listen(Number(process.env.PORT));
`,
    },
    { OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: "12", OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: "1" },
  );
  expect(run.fieldsSet.filter(({ visit }) => visit === "home")).toMatchObject([
    { name: "app.now", text: "2026-01-01T00:00:00Z", stored: true, length: 20, storedLength: 12 },
    { name: "app.more", text: "3", stored: false, at: { line: 7 } },
  ]);
  const calls = run.spanCalls.filter(({ visit }) => visit === "home");
  expect(calls.map(({ call, late, at }) => [call, late, at.line])).toEqual([
    ["setAttributes", false, 7],
    ["addEvent", false, 8],
    ["recordException", false, 9],
    ["setStatus", false, 10],
    ["addEvent", true, 12],
  ]);
  expect(calls[1]).toMatchObject({ name: "done", names: ["app.n"] });
  expect(calls[2]).toMatchObject({ type: "Error", text: "no x-honeycomb-team=…" });
  expect(calls[3]).toMatchObject({ code: 2, text: "failed" });
});

it("names every function of the learner's through which a rejection came", async () => {
  const run = await runWith("otel-3x", {
    "src/instrumentation.ts": "",
    "src/search.ts": `import { setTimeout } from "node:timers/promises";
export async function search() {
  await setTimeout(1);
  throw new Error("no such term");
}
export async function wrapped() {
  await search();
}
`,
    "src/server.ts": `import express from "express";
import { wrapped } from "./search.ts";
const app = express();
app.get("/api/activities/home", (_request, response) => { void wrapped(); response.json([]); });
app.listen(Number(process.env.PORT));
`,
  });
  expect(run.uncaught).toMatchObject({ message: "no such term", isRejection: true });
  expect(run.uncaught?.frames).toEqual([
    { file: "backend/src/search.ts", line: 4, function: "search", isAsync: expect.any(Boolean) },
    { file: "backend/src/search.ts", line: 7, function: "wrapped", isAsync: true },
  ]);
});

it("keeps a rejection that a handler of the learner's swallowed, and Node's warnings", async () => {
  const run = await runWith("otel-3x", {
    "src/instrumentation.ts": `process.on("unhandledRejection", () => {});
process.emitWarning("old", "DeprecationWarning", "DEP9999");
const gone = () => {};
process.once("SIGINT", gone);
process.removeListener("SIGINT", gone);
void Promise.reject(new Error("swallowed"));
`,
  });
  expect(run.uncaught).toBeUndefined();
  expect(run.handlers.find(({ event }) => event === "unhandledRejection")?.ran).toMatchObject([
    { error: { message: "swallowed", at: { line: 6 } } },
  ]);
  expect(run.warnings).toContainEqual(expect.objectContaining({ code: "DEP9999", message: "old" }));
  expect(run.signals.SIGINT).toBe(false);
});

it("sees as much of a backend that overwrites what the lab needs", async () => {
  const run = await runWith("otel-3x", {
    "src/instrumentation.ts": `${IMPORTS}const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter() });
sdk.start();
process.once("SIGTERM", () => sdk.shutdown().finally(() => process.exit(0)));
Error.stackTraceLimit = 0;
Error.prepareStackTrace = () => 42;
process.on("exit", () => {
  const broken = () => { throw new Error("overwritten"); };
  JSON.stringify = broken;
  Date.now = broken;
});
console.log = console.error = () => {};
`,
    "src/server.ts": SERVER.replace(
      "response.json([]);",
      `const { stringify } = JSON; JSON.stringify = () => { throw new Error("overwritten"); }; response.end("[]"); void stringify;`,
    ),
  });
  expect(run.visits.map(({ status }) => status)).toEqual([200, 200]);
  expect(run.flush.kind).toBe("flushed");
  expect(run.exitCall).toMatchObject({ code: 0, at: { file: FILE, line: 7 } });
  expect(run.modules.length).toBeGreaterThan(0);
});

it("leaves a rejected shutdown unhandled where the learner's code does", async () => {
  const run = await runWith("otel-3x", {
    "src/instrumentation.ts": `${IMPORTS}const sdk = new NodeSDK({ spanProcessors: [{ onStart() {}, onEnd() {}, forceFlush: async () => {}, shutdown: async () => { throw new Error("will not stop"); } }] });
sdk.start();
process.once("SIGTERM", () => void sdk.shutdown());
`,
  });
  expect(run.uncaught).toMatchObject({ message: "will not stop", isRejection: true, phase: "stop" });
  expect(
    run.sdk.calls.find(({ class: name, call }) => name === "NodeSDK" && call === "shutdown")?.ended,
  ).toMatchObject({
    outcome: "rejected",
    error: "will not stop",
  });
});

async function runWith(
  line: Line,
  files: Record<string, string>,
  env: Record<string, string> = {},
): Promise<RunEvidence> {
  const root = await folder();
  const backend = join(root, "backend");
  for (const [path, text] of Object.entries({ "package.json": "{}", "src/server.ts": SERVER, ...files })) {
    await mkdir(dirname(join(backend, path)), { recursive: true });
    await writeFile(join(backend, path), text);
  }
  await symlink(await installLine(line), join(backend, "node_modules"), "junction");
  return await runBackend({
    root,
    preload,
    scripts: { start: "node --import tsx --import ./src/instrumentation.ts src/server.ts" },
    env: {
      PATH: [join(backend, "node_modules/.bin"), process.env["PATH"]].join(delimiter),
      OTEL_SERVICE_NAME: "facts",
      OTEL_METRICS_EXPORTER: "none",
      OTEL_LOGS_EXPORTER: "none",
      OTEL_EXPORTER_OTLP_ENDPOINT: "https://api.honeycomb.io",
      OTEL_EXPORTER_OTLP_HEADERS: "x-honeycomb-team=practice-abcdefgh",
      ...env,
    },
    visits: [[{ id: "home", path: "/api/activities/home" }]],
    last: { id: "last", path: "/api/activities/home" },
  });
}

async function collectorThatAnswers(status: number): Promise<AsyncDisposable & { port: number }> {
  const server = createServer((request, response) => {
    request.resume().once("end", () => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "workshop facts "));
  folders.push(path);
  return path;
}
