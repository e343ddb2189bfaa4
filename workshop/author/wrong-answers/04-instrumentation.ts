import { join } from "node:path";
import { instrumentation, manifest } from "../instrumentation-text.ts";
import { COURSE } from "../course-folder.ts";
import {
  FILE,
  SERVER,
  APP,
  PACKAGE,
  COMPOSE,
  WITH_IT,
  WITHOUT_IT,
  FROM_AUTO,
  options,
  withOptions,
  withList,
  withVariable,
  fromSdkTrace,
} from "../step-4-changes.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const step = 4;
const ESBUILD = join(COURSE, "node_modules/.bin/esbuild").replaceAll("\\", "/");

/** Instrumentations that are missing, too late, or not allowed to make spans. */
export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "esm-without-hook",
    made: '"type": "module" without the hook',
    entries: ["D04", "D07"],
    step,
    inShort: true,
    change: { [PACKAGE]: manifest(WITH_IT, { type: "module" }) },
  },
  {
    finding: "express-loaded-before-sdk",
    made: "the file is imported in server.ts, behind the app",
    entries: ["D01", "D02"],
    step,
    inShort: true,
    at: "backend/src/app.ts:2",
    change: {
      [PACKAGE]: manifest(WITHOUT_IT),
      [SERVER]: replace(
        'import { createApp } from "./app.ts";',
        'import { createApp } from "./app.ts";\nimport "./instrumentation.ts";',
      ),
    },
  },
  {
    finding: "express-loaded-before-sdk",
    made: "the SDK is started in server.ts, below the imports",
    entries: ["D01"],
    step,
    change: {
      [FILE]: null,
      [PACKAGE]: manifest(WITHOUT_IT),
      [SERVER]: (text) => {
        const [imports, rest] = instrumentation().split("\n\nconst sdk") as [string, string];
        return `${imports}\n${text.replace("const port", `const sdk${rest}\nconst port`)}`;
      },
    },
  },
  {
    finding: "instrumentations-missing",
    made: "no instrumentation is registered",
    entries: ["C08"],
    step,
    inShort: true,
    change: { [FILE]: instrumentation({ options: "{ traceExporter: new OTLPTraceExporter() }" }) },
  },
  {
    finding: "http-instrumentation-missing",
    made: "the Express instrumentation alone",
    entries: ["C09"],
    step,
    inShort: true,
    change: {
      [FILE]: instrumentation({
        options:
          "{\n  traceExporter: new OTLPTraceExporter(),\n  instrumentations: [new ExpressInstrumentation()],\n}",
      }),
    },
  },
  {
    finding: "express-instrumentation-missing",
    made: "the HTTP instrumentation alone",
    entries: ["C09"],
    step,
    inShort: true,
    change: {
      [FILE]: instrumentation({
        options:
          "{\n  traceExporter: new OTLPTraceExporter(),\n  instrumentations: [new HttpInstrumentation()],\n}",
      }),
    },
  },
  {
    finding: "sampled-out",
    made: "OTEL_TRACES_SAMPLER left at always_off",
    entries: ["G04"],
    step,
    inShort: true,
    change: {
      "docker-compose.yml": replace(/(\n +)(OTEL_METRICS_EXPORTER)/, "$1OTEL_TRACES_SAMPLER: always_off$1$2"),
    },
  },
  {
    finding: "double-layers",
    made: "auto-instrumentations with router and net",
    entries: ["D44"],
    outcome: "advice",
    step,
    change: {
      [FILE]: instrumentation({
        imports: 'import { getNodeAutoInstrumentations } from "@opentelemetry/auto-instrumentations-node";\n',
        options:
          "{\n  traceExporter: new OTLPTraceExporter(),\n  instrumentations: [getNodeAutoInstrumentations()],\n}",
      }),
    },
  },
  {
    finding: "esm-without-hook",
    made: "no tsx: Node itself reads the files, as ES modules",
    entries: ["D04"],
    step,
    change: { [PACKAGE]: manifest("node --import ./src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "esm-without-hook",
    made: "--require of a CommonJS file before ES modules",
    entries: ["D06"],
    step,
    change: {
      [FILE]: null,
      "backend/instrumentation.cjs": `const { NodeSDK } = require("@opentelemetry/sdk-node");
const { OTLPTraceExporter } = require("@opentelemetry/exporter-trace-otlp-http");
const { HttpInstrumentation } = require("@opentelemetry/instrumentation-http");
const { ExpressInstrumentation } = require("@opentelemetry/instrumentation-express");
const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter(), instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] });
sdk.start();
process.on("SIGTERM", () => sdk.shutdown().finally(() => process.exit(0)));
`,
      [PACKAGE]: manifest("node --require ./instrumentation.cjs --import tsx src/server.ts", {
        type: "module",
      }),
    },
  },
  {
    finding: "esm-without-hook",
    made: "--import of the hook, which registers nothing",
    entries: ["D12"],
    step,
    says: "a hook has to be registered",
    change: {
      [PACKAGE]: manifest(
        "node --import tsx --import @opentelemetry/instrumentation/hook.mjs --import ./src/instrumentation.ts src/server.ts",
        { type: "module" },
      ),
    },
  },
  {
    finding: "express-is-bundled",
    made: "the server was bundled, with Express inside",
    entries: ["D36"],
    step,
    change: {
      [PACKAGE]: (text) =>
        manifest("node --import tsx --import ./src/instrumentation.ts dist/server.cjs")(text).replace(
          '"start"',
          `"prestart": "${ESBUILD} src/server.ts --bundle --platform=node --log-level=error --outfile=dist/server.cjs",\n    "start"`,
        ),
    },
  },
  {
    finding: "express-loaded-before-sdk",
    made: "the SDK is started in app.ts",
    entries: ["D01"],
    step,
    change: {
      [FILE]: null,
      [PACKAGE]: manifest(WITHOUT_IT),
      [APP]: (text) => {
        const [imports, rest] = instrumentation().split("\n\nconst sdk") as [string, string];
        return `${imports}\n${text.replace("/** Cruddur's API", `const sdk${rest}\n/** Cruddur's API`)}`;
      },
    },
  },
  {
    finding: "instrumentation-switched-off",
    made: "HTTP is switched off in the map of all instrumentations",
    entries: ["D32"],
    step,
    inShort: true,
    at: `${FILE}:9`,
    change: withList(
      'getNodeAutoInstrumentations({ "@opentelemetry/instrumentation-http": { enabled: false } })',
      FROM_AUTO,
    ),
  },
  {
    finding: "instrumentation-switched-off",
    made: "OTEL_NODE_DISABLED_INSTRUMENTATIONS",
    step,
    says: "OTEL_NODE_DISABLED_INSTRUMENTATIONS",
    change: {
      ...withList("getNodeAutoInstrumentations()", FROM_AUTO),
      ...withVariable("OTEL_NODE_DISABLED_INSTRUMENTATIONS", "http,express"),
    },
  },
  {
    finding: "requests-are-ignored",
    made: "ignoreIncomingRequestHook that ignores everything",
    step,
    inShort: true,
    at: `${FILE}:8`,
    change: withList(
      "new HttpInstrumentation({ ignoreIncomingRequestHook: () => true }), new ExpressInstrumentation()",
    ),
  },
  {
    finding: "requests-are-ignored",
    made: "spans for requests with a parent alone",
    step,
    change: withList(
      "new HttpInstrumentation({ requireParentforIncomingSpans: true }), new ExpressInstrumentation()",
    ),
  },
  {
    finding: "layers-are-ignored",
    made: "Express is told to pass over every layer",
    step,
    change: withList("new HttpInstrumentation(), new ExpressInstrumentation({ ignoreLayers: [/.*/] })"),
  },
  {
    finding: "sampled-out",
    made: "AlwaysOffSampler in code",
    entries: ["G04"],
    step,
    at: `${FILE}:8`,
    change: withOptions(
      "sampler: new AlwaysOffSampler(),\n  traceExporter: new OTLPTraceExporter(),",
      fromSdkTrace("AlwaysOffSampler"),
    ),
  },
  {
    finding: "sampled-out",
    made: "one trace in ten thousand",
    entries: ["G04"],
    step,
    says: "0.0001",
    change: {
      [COMPOSE]: replace(
        /(\n +)(OTEL_METRICS_EXPORTER)/,
        '$1OTEL_TRACES_SAMPLER: traceidratio$1OTEL_TRACES_SAMPLER_ARG: "0.0001"$1$2',
      ),
    },
  },
  {
    finding: "no-span-was-started",
    made: "the instrumentations are registered a minute after the start",
    step,
    inShort: true,
    change: {
      [FILE]: instrumentation({
        imports: 'import { registerInstrumentations } from "@opentelemetry/instrumentation";\n',
        options: "{ traceExporter: new OTLPTraceExporter() }",
        start:
          "sdk.start();\nsetTimeout(() => registerInstrumentations({ instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] }), 60_000).unref();",
      }),
    },
  },
  {
    finding: "spans-made-by-hand",
    made: "a middleware that makes spans in the instrumentations' names",
    step,
    inShort: true,
    change: {
      [FILE]: instrumentation({ options: "{ traceExporter: new OTLPTraceExporter() }" }),
      [APP]: (text) =>
        `import { SpanKind, trace } from "@opentelemetry/api";\n${text.replace(
          "app.use(cors(",
          `app.use((_request, response, next) => {
    trace.getTracer("@opentelemetry/instrumentation-http").startActiveSpan("GET /api/activities/home", { kind: SpanKind.SERVER }, (span) => {
      trace.getTracer("@opentelemetry/instrumentation-express").startSpan("request handler").end();
      response.once("finish", () => span.end());
      next();
    });
  });
  app.use(cors(`,
        )}`,
    },
  },
  {
    finding: "express-shows-nothing",
    made: "the name of every route is taken away",
    step,
    change: withList(
      "new HttpInstrumentation(), new (class extends ExpressInstrumentation { override init() { return []; } } as typeof ExpressInstrumentation)()",
    ),
  },
  {
    finding: "instrumentation-key-unknown",
    made: "short names in the map of all instrumentations",
    entries: ["D32"],
    outcome: "advice",
    step,
    change: withList("getNodeAutoInstrumentations({ http: { enabled: false } } as never)", FROM_AUTO),
  },
  {
    finding: "disabled-and-running",
    made: "new HttpInstrumentation({ enabled: false })",
    entries: ["D32"],
    outcome: "advice",
    step,
    change: withList("new HttpInstrumentation({ enabled: false }), new ExpressInstrumentation()"),
  },
  {
    finding: "mostly-noise",
    made: "spans for every file",
    entries: ["C21"],
    outcome: "advice",
    step,
    change: withList(
      'getNodeAutoInstrumentations({ "@opentelemetry/instrumentation-fs": { enabled: true }, "@opentelemetry/instrumentation-router": { enabled: false } })',
      FROM_AUTO,
    ),
  },
  {
    finding: "sampled-out",
    made: "a sampler of their own that lets the request go and keeps its layers",
    step,
    says: "such as GET",
    unsaid: /no span made by the Express/,
    change: {
      [FILE]: instrumentation({
        imports: 'import { SamplingDecision } from "@opentelemetry/sdk-trace";\n',
        options: options(`traceExporter: new OTLPTraceExporter(),
  sampler: {
    shouldSample: (_context: unknown, _traceId: string, name: string) => ({
      decision: name === "GET" ? SamplingDecision.NOT_RECORD : SamplingDecision.RECORD_AND_SAMPLED,
    }),
    toString: () => "quiet",
  },`),
      }),
    },
  },
  {
    finding: "express-loaded-before-sdk",
    made: "the SDK waits for its configuration before it starts",
    step,
    says: "its start comes later",
    change: {
      [FILE]: (text) =>
        text.replace(
          /const sdk[^]*/,
          (setup) => `async function start() {
  await new Promise((done) => setTimeout(done, 60));
  ${setup}
}
void start();
`,
        ),
    },
  },
  {
    finding: "express-loaded-before-sdk",
    made: "the file that starts the SDK imports Express itself",
    step,
    at: `${FILE}:1`,
    says: "imports it itself",
    change: { [FILE]: (text) => `import express from "express";\nexport const app = express();\n${text}` },
  },
];
