import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildPreload } from "../lab/build-preload.ts";
import type { RunEvidence } from "../lab/evidence.ts";
import { runBackend, type RunOptions } from "../lab/run-backend.ts";
import { sendVisit } from "../lab/send-visit.ts";
import { installLine } from "./install-line.ts";
import type { Line } from "../mistakes/example-files/otel-line.ts";

/** The lab is blind where msw does not intercept; one export under each way in which Node can load modules. */

vi.setConfig({ testTimeout: 20_000 });

let preload: string;
const folders: string[] = [];
beforeAll(async () => {
  preload = await buildPreload(await folder());
  await Promise.all([installLine("otel-3x"), installLine("otel-2x")]);
}, 240_000);
afterAll(async () => {
  await Promise.all(folders.map((path) => rm(path, { recursive: true, force: true })));
});

const SETUP = `
import { NodeSDK } from "@opentelemetry/sdk-node";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
const sdk = new NodeSDK({
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],
});
sdk.start();
process.once("SIGTERM", () => sdk.shutdown().finally(() => process.exit(0)));
`;
const REGISTER = `
import { register } from "node:module";
register("@opentelemetry/instrumentation/hook.mjs", import.meta.url);
`;
const SERVER = `
import express from "express";
const app = express();
app.get("/api/activities/home", (_request, response) => response.json([]));
app.listen(Number(process.env.PORT));
`;

const commonJs = { "src/instrumentation.ts": SETUP, "src/server.ts": SERVER };
const modules = { "package.json": '{ "type": "module" }', "src/server.ts": SERVER };
const ways: [string, string, Record<string, string>][] = [
  ["CommonJS by tsx", "node --import tsx --import ./src/instrumentation.ts src/server.ts", commonJs],
  ["CommonJS by the tsx command", "tsx --import ./src/instrumentation.ts src/server.ts", commonJs],
  [
    "CommonJS by --require",
    "node --require ./src/instrumentation.cjs src/server.cjs",
    { "src/instrumentation.cjs": required(SETUP), "src/server.cjs": required(SERVER) },
  ],
  [
    "ES modules with register",
    "node --import tsx --import ./src/instrumentation.ts src/server.ts",
    { ...modules, "src/instrumentation.ts": REGISTER + SETUP },
  ],
  [
    "ES modules with --experimental-loader",
    "node --experimental-loader=@opentelemetry/instrumentation/hook.mjs --import ./src/instrumentation.mjs src/server.mjs",
    { ...modules, "src/instrumentation.mjs": SETUP, "src/server.mjs": SERVER },
  ],
  [
    "ES modules by type stripping",
    "node --import ./src/instrumentation.ts src/server.ts",
    { ...modules, "src/instrumentation.ts": REGISTER + SETUP },
  ],
];

for (const line of ["otel-3x", "otel-2x"] as const) {
  it.each(ways)(`sees the spans of %s (${line})`, async (_, start, files) => {
    const run = await runCanary(line, start, files);
    const seen = run.spans
      .filter(({ visit }) => visit === "home")
      .map(({ name, scope }) => `${name} (${scope.name})`);
    expect(seen, run.stderr).toContain("GET /api/activities/home (@opentelemetry/instrumentation-http)");
    expect(seen, run.stderr).toContain("request handler (@opentelemetry/instrumentation-express)");
    const loaded = run.modules.map(({ name }) => name);
    expect(loaded.findIndex((name) => name.startsWith("backend/src/instrumentation"))).toBeLessThan(
      loaded.indexOf("express"),
    );
    expect(run.spans.filter(({ visit }) => visit === "last").length).toBeGreaterThan(0);
    expect(run.refused).toEqual([]);
  });
}

it("refuses and names what msw does not answer", async () => {
  const server = `
const express = require("express");
const app = express();
app.get("/api/activities/home", async (_request, response) => {
  const failed = await fetch("https://example.com/").catch((error) => error.cause?.code);
  require("node:net").connect({ host: "192.0.2.1", port: 4317 }).on("error", () => response.json([failed]));
});
app.listen(Number(process.env.PORT));
`;
  const run = await runCanary("otel-3x", "node src/server.js", { "src/server.js": server });
  expect(run.visits[0]?.response).toBe('["ECONNREFUSED"]');
  expect(run.refused).toContainEqual({ how: "tcp", host: "example.com", port: 443 });
  expect(run.refused).toContainEqual({ how: "tcp", host: "192.0.2.1", port: 4317 });
});

it("keeps a thread of the backend on this machine, too", async () => {
  const thread = `
    const { parentPort } = require("node:worker_threads");
    const socket = require("node:net").connect({ host: "192.0.2.2", port: 4317 });
    socket.on("error", ({ code }) => parentPort.postMessage(code));
  `;
  const server = `
const express = require("express");
const { Worker } = require("node:worker_threads");
const app = express();
app.get("/api/activities/home", (_request, response) => {
  new Worker(${JSON.stringify(thread)}, { eval: true }).on("message", (code) => response.json([code]));
});
app.listen(Number(process.env.PORT));
`;
  const run = await runCanary("otel-3x", "node src/server.js", { "src/server.js": server });
  expect(run.visits[0]?.response).toBe('["ECONNREFUSED"]');
  expect(run.refused).toContainEqual({ how: "tcp", host: "192.0.2.2", port: 4317 });
});

it("lets a request wait for those that were sent together with it", async () => {
  const server = `
const express = require("express");
const { setTimeout: wait } = require("node:timers/promises");
const app = express();
app.get("/api/activities/home", async (_request, response) => response.json(await wait(1, [])));
app.listen(Number(process.env.PORT));
`;
  const first: string[] = [];
  await runCanary("otel-3x", "node src/server.js", { "src/server.js": server }, async (port) => {
    const send = async (id: string) =>
      await sendVisit({ id, path: "/api/activities/home" }, port, new AbortController().signal, "9/2");
    const early = send("early").then(() => first.push("answered"));
    await Promise.race([early, setTimeout(100).then(() => first.push("late one sent"))]);
    await Promise.all([early, send("late")]);
  });
  expect(first).toEqual(["late one sent", "answered"]);
});

async function runCanary(
  line: Line,
  start: string,
  files: Record<string, string>,
  use?: RunOptions["use"],
): Promise<RunEvidence> {
  const root = await folder();
  const backend = join(root, "backend");
  for (const [path, text] of Object.entries({ "package.json": "{}", ...files })) {
    await mkdir(dirname(join(backend, path)), { recursive: true });
    await writeFile(join(backend, path), text);
  }
  await symlink(await installLine(line), join(backend, "node_modules"), "junction");
  return await runBackend({
    root,
    preload,
    esModules: (files["package.json"] ?? "").includes("module"),
    scripts: { start },
    env: {
      PATH: `${join(backend, "node_modules/.bin")}:${process.env["PATH"]}`,
      OTEL_SERVICE_NAME: "canary",
      OTEL_METRICS_EXPORTER: "none",
      OTEL_LOGS_EXPORTER: "none",
      OTEL_EXPORTER_OTLP_ENDPOINT: "https://api.honeycomb.io",
      OTEL_EXPORTER_OTLP_HEADERS: "x-honeycomb-team=practice-abcdefgh",
    },
    visits: [[{ id: "home", path: "/api/activities/home" }]],
    last: { id: "last", path: "/api/activities/home" },
    ...(use && { use }),
  });
}

function required(source: string): string {
  return source.replace(/import (\{[^}]+\}|\w+) from ("[^"]+");/g, "const $1 = require($2);");
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "workshop canary "));
  folders.push(path);
  return path;
}
