import { instrumentation, manifest } from "../instrumentation-text.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const FILE = "backend/src/instrumentation.ts";
const SERVER = "backend/src/server.ts";
const PACKAGE = "backend/package.json";
const WITHOUT_IT = "node --import tsx src/server.ts";
const WITH_IT = "node --import tsx --import ./src/instrumentation.ts src/server.ts";
const step = 4;

const options = (lines: string) => `{
  ${lines}
  instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],
}`;

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "instrumentation-missing",
    made: "nothing was written yet",
    step,
    inShort: true,
    change: { [FILE]: null, [PACKAGE]: manifest(WITHOUT_IT) },
  },
  {
    finding: "start-script-missing",
    made: "the start script was renamed",
    step,
    inShort: true,
    change: { [PACKAGE]: replace('"start"', '"serve"') },
  },
  {
    finding: "start-script-does-not-load-it",
    made: "the start script was left as it was",
    entries: ["D09"],
    step,
    inShort: true,
    change: { [PACKAGE]: manifest(WITHOUT_IT) },
  },
  {
    finding: "source-does-not-parse",
    made: "a bracket is missing",
    step,
    inShort: true,
    at: `${FILE}:8`,
    change: {
      [FILE]: instrumentation({ start: "sdk.start(;" }).replace(
        /\n\nconst sdk = .*?;\n/s,
        "\n\nconst sdk = new NodeSDK();\n\n",
      ),
    },
  },
  {
    finding: "typescript-given-to-node-options",
    made: "the file was given to NODE_OPTIONS",
    entries: ["D10"],
    step,
    change: {
      [PACKAGE]: manifest("node --import tsx src/server.ts"),
      [FILE]: (text) => `${text}\nenum Mode { On }\nconsole.log(Mode.On);\n`,
      "docker-compose.yml": replace(
        /(\n +)(OTEL_METRICS_EXPORTER)/,
        '$1NODE_OPTIONS: "--import ./src/instrumentation.tsx"$1$2',
      ),
      "backend/src/instrumentation.tsx": instrumentation(),
    },
  },
  {
    finding: "module-not-found",
    made: "the start script names a file that is not there",
    step,
    inShort: true,
    change: { [PACKAGE]: manifest("node --import tsx --import ./instrumentation.ts src/server.ts") },
  },
  {
    finding: "module-not-found",
    made: "a package is imported that nobody installed",
    entries: ["C12"],
    step,
    at: `${FILE}:5`,
    change: {
      [FILE]: instrumentation({
        imports: 'import { thing } from "@opentelemetry/not-installed";\nvoid thing;\n',
      }),
    },
  },
  {
    finding: "written-for-an-older-sdk",
    made: "the whole file was copied from an article of 2023",
    entries: ["D48", "D19", "D24"],
    step,
    inShort: true,
    change: {
      [FILE]: instrumentation({
        imports:
          'import { Resource } from "@opentelemetry/resources";\nimport { BatchSpanProcessor } from "@opentelemetry/sdk-trace";\n',
        options: options(
          'resource: new Resource({ "service.name": "backend" }),\n  spanProcessor: new BatchSpanProcessor(new OTLPTraceExporter()),',
        ),
      }),
    },
  },
  {
    finding: "removed-api",
    made: "new Resource()",
    entries: ["D19"],
    step,
    inShort: true,
    change: {
      [FILE]: instrumentation({
        imports: 'import { Resource } from "@opentelemetry/resources";\n',
        options: options(
          'resource: new Resource({ "service.name": "backend" }),\n  traceExporter: new OTLPTraceExporter(),',
        ),
      }),
    },
  },
  {
    finding: "removed-api",
    made: "a plain object as resource",
    entries: ["D21"],
    step,
    change: {
      [FILE]: instrumentation({
        options: options(
          'resource: { "service.name": "backend" } as never,\n  traceExporter: new OTLPTraceExporter(),',
        ),
      }),
    },
  },
  {
    finding: "removed-api",
    made: "sdk.start().then(…)",
    entries: ["D15"],
    step,
    change: {
      [FILE]: instrumentation({ start: '(sdk.start() as any).then(() => console.log("tracing"));' }),
    },
  },
  {
    finding: "removed-api",
    made: "provider.addSpanProcessor()",
    entries: ["D17"],
    step,
    change: {
      [FILE]: `import { TracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
const provider = new TracerProvider();
(provider as any).addSpanProcessor(new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }));
`,
    },
  },
  {
    finding: "removed-api",
    made: "tracing taken from sdk-node",
    entries: ["D20"],
    step,
    change: {
      [FILE]: `import * as node from "@opentelemetry/sdk-node";
const { tracing } = node as any;
new node.NodeSDK({ traceExporter: new tracing.ConsoleSpanExporter() }).start();
`,
    },
  },
  {
    finding: "removed-api",
    made: "instrumentation classes without new",
    entries: ["D31"],
    step,
    change: {
      [FILE]: instrumentation({
        options:
          "{\n  traceExporter: new OTLPTraceExporter(),\n  instrumentations: [HttpInstrumentation, ExpressInstrumentation] as never,\n}",
      }),
    },
  },
  {
    finding: "removed-api",
    made: "a text as sampler",
    entries: ["G02"],
    step,
    change: {
      [FILE]: instrumentation({
        options: options('sampler: "always_on" as never,\n  traceExporter: new OTLPTraceExporter(),'),
      }),
    },
  },
  {
    finding: "port-in-use",
    made: "a port that is taken stands in the code",
    step,
    change: {
      [SERVER]: (text) =>
        `import { createServer } from "node:net";\ncreateServer().listen(45671, "0.0.0.0");\n${text.replace("process.env.PORT || 4567", "45671")}`,
    },
  },
  {
    finding: "backend-crashed",
    made: "app.ts throws while it is loaded",
    step,
    inShort: true,
    change: { "backend/src/app.ts": (text) => `${text}\nthrow new Error("no prune juice left");\n` },
  },
  {
    finding: "backend-crashed",
    made: "the start script ends at once",
    step,
    change: { [PACKAGE]: manifest("node --eval 0") },
  },
  {
    finding: "listens-on-another-port",
    made: "a port of their own in server.ts",
    step,
    inShort: true,
    change: { [SERVER]: replace(/process\.env\.PORT \|\| 4567/, "48123") },
  },
  {
    finding: "home-answered-by-another-route",
    made: "the route was renamed",
    step,
    change: { "backend/src/app.ts": replace('"/api/activities/home"', '"/api/home"') },
  },
  {
    finding: "home-does-not-answer",
    made: "the service behind it throws",
    step,
    change: {
      "backend/src/services/home-activities.ts": replace(
        "const now",
        'throw new Error("no activities");\n  const now',
      ),
    },
  },
  {
    finding: "sdk-disabled",
    made: "OTEL_SDK_DISABLED left over",
    entries: ["D33"],
    step,
    change: {
      "docker-compose.yml": replace(/(\n +)(OTEL_METRICS_EXPORTER)/, '$1OTEL_SDK_DISABLED: "true"$1$2'),
    },
  },
  {
    finding: "sdk-never-started",
    made: "sdk.start() is missing",
    entries: ["D13"],
    step,
    inShort: true,
    at: `${FILE}:6`,
    change: { [FILE]: instrumentation({ start: "" }) },
  },
  {
    finding: "provider-not-global",
    made: "a provider that nobody is told of",
    entries: ["D16"],
    step,
    change: {
      [FILE]: `import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })] });
registerInstrumentations({ instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] });
process.once("SIGTERM", () => provider.shutdown().finally(() => process.exit(0)));
`,
    },
  },
  {
    finding: "context-manager-missing",
    made: "a provider without a context manager",
    entries: ["D16"],
    step,
    inShort: true,
    change: {
      [FILE]: `import { trace } from "@opentelemetry/api";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })] });
trace.setGlobalTracerProvider(provider);
registerInstrumentations({ instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] });
process.once("SIGTERM", () => provider.shutdown().finally(() => process.exit(0)));
`,
    },
  },
  {
    finding: "two-sdks",
    made: "a second SDK in server.ts",
    entries: ["D29"],
    step,
    change: {
      [FILE]: instrumentation({ stop: "" }),
      [SERVER]: (text) => `import "./tracing.ts";\n${text}`,
      "backend/src/tracing.ts": instrumentation(),
    },
  },
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
    finding: "processor-given-the-exporter-itself",
    made: "new BatchSpanProcessor(exporter)",
    entries: ["D25"],
    step,
    inShort: true,
    at: `${FILE}:8`,
    change: {
      [FILE]: instrumentation({
        imports: 'import { BatchSpanProcessor } from "@opentelemetry/sdk-trace";\n',
        options: options("spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter() as never)],"),
      }),
    },
  },
  {
    finding: "exporter-options-unknown",
    made: "endpoint: instead of url:, and no endpoint in compose reaches it",
    entries: ["D27"],
    step,
    change: {
      [FILE]: instrumentation({
        imports: 'import { SimpleSpanProcessor } from "@opentelemetry/sdk-trace";\n',
        options: options(
          'traceExporter: new OTLPTraceExporter({ endpoint: "https://api.honeycomb.io", headers: { "x-honeycomb-team": "nobody" } } as never),',
        ),
      }),
    },
  },
  {
    finding: "grpc-exporter",
    made: "the exporter for gRPC",
    entries: ["B10"],
    step,
    inShort: true,
    change: {
      [FILE]: (text) =>
        text.replace("@opentelemetry/exporter-trace-otlp-http", "@opentelemetry/exporter-trace-otlp-grpc"),
    },
  },
  {
    finding: "console-exporter-only",
    made: "spans are only printed",
    entries: ["D46"],
    step,
    change: {
      [FILE]: instrumentation({
        imports: 'import { ConsoleSpanExporter } from "@opentelemetry/sdk-trace";\n',
        options: options("traceExporter: new ConsoleSpanExporter(),"),
      }),
    },
  },
  {
    finding: "endpoint-in-code",
    made: "the base address as url in code",
    entries: ["D27"],
    step,
    inShort: true,
    at: `${FILE}:7`,
    change: {
      [FILE]: instrumentation({
        options: options('traceExporter: new OTLPTraceExporter({ url: "https://api.honeycomb.io" }),'),
      }),
    },
  },
  {
    finding: "endpoint-in-code",
    made: "a collector of another course as url in code",
    entries: ["D28"],
    step,
    change: {
      [FILE]: instrumentation({
        options: options(
          'traceExporter: new OTLPTraceExporter({ url: "http://otel-collector:4318/v1/traces" }),',
        ),
      }),
    },
  },
  {
    finding: "headers-in-code",
    made: "the key of a variable that this process does not have",
    entries: ["D28"],
    step,
    inShort: true,
    change: {
      [FILE]: instrumentation({
        options: options(
          'traceExporter: new OTLPTraceExporter({ headers: { "x-honeycomb-team": `${process.env.HONEYCOMB_API_KEY}` } }),',
        ),
      }),
    },
  },
  {
    finding: "spans-never-sent",
    made: "no exporter at all",
    step,
    change: {
      [FILE]: instrumentation({
        options: options(
          "spanProcessors: [{ onStart() {}, onEnd() {}, async forceFlush() {}, async shutdown() {} }] as never,",
        ),
      }),
    },
  },
  {
    finding: "does-not-stop",
    made: "SIGTERM is handled without process.exit()",
    entries: ["D40"],
    step,
    change: { [FILE]: instrumentation({ stop: 'process.on("SIGTERM", () => sdk.shutdown());\n' }) },
  },
  {
    finding: "no-shutdown-handler",
    made: "nobody flushes on stop",
    entries: ["D37", "D39"],
    step,
    inShort: true,
    change: { [FILE]: instrumentation({ stop: "" }) },
  },
  {
    finding: "no-shutdown-handler",
    made: "only SIGINT is handled",
    entries: ["D39"],
    step,
    at: `${FILE}:11`,
    change: {
      [FILE]: instrumentation({
        stop: 'process.once("SIGINT", () => sdk.shutdown().finally(() => process.exit(0)));\n',
      }),
    },
  },
  {
    finding: "exits-before-the-flush",
    made: "SIGTERM ends the process without waiting",
    entries: ["D40"],
    step,
    change: {
      [FILE]: instrumentation({
        stop: 'process.once("SIGTERM", () => { sdk.shutdown(); process.exit(0); });\n',
      }),
    },
  },
  {
    finding: "exported-twice",
    made: "two processors with the same exporter",
    entries: ["D42"],
    outcome: "advice",
    step,
    change: {
      [FILE]: instrumentation({
        imports:
          'import { BatchSpanProcessor, SimpleSpanProcessor } from "@opentelemetry/sdk-trace";\nconst exporter = new OTLPTraceExporter();\n',
        options: options(
          "spanProcessors: [new SimpleSpanProcessor({ exporter }), new BatchSpanProcessor({ exporter })],",
        ),
      }),
    },
  },
  {
    finding: "one-request-per-span",
    made: "SimpleSpanProcessor",
    entries: ["D42"],
    outcome: "advice",
    step,
    change: {
      [FILE]: instrumentation({
        imports: 'import { SimpleSpanProcessor } from "@opentelemetry/sdk-trace";\n',
        options: options("spanProcessors: [new SimpleSpanProcessor({ exporter: new OTLPTraceExporter() })],"),
      }),
    },
  },
  {
    finding: "metrics-and-logs-sent-too",
    made: "metrics and logs left on",
    entries: ["G09"],
    outcome: "advice",
    step,
    change: {
      "docker-compose.yml": (text) =>
        text.replace(/\n +OTEL_METRICS_EXPORTER:.*/, "").replace(/\n +OTEL_LOGS_EXPORTER:.*/, ""),
    },
  },
  {
    finding: "service-name-in-code",
    made: "a second service name in code",
    entries: ["D23"],
    outcome: "advice",
    inShort: true,
    step,
    change: {
      [FILE]: instrumentation({
        options: options('serviceName: "my-app",\n  traceExporter: new OTLPTraceExporter(),'),
      }),
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
    finding: "does-not-listen",
    made: "server.ts waits for ever before it listens",
    step,
    change: {
      [SERVER]: (text) =>
        `setInterval(() => {}, 1_000);\n${text.replace(/createApp\(\)\s*\.listen/, "({ listen: () => undefined }).listen")}`,
    },
  },
  {
    finding: "another-tracer-is-there",
    made: "another vendor's tracer was left in",
    entries: ["D35"],
    step,
    change: {
      [FILE]: (text) => `import "dd-trace";\n${text}`,
      [PACKAGE]: (text) => text.replace('"dependencies": {', '"dependencies": {\n    "dd-trace": "*",'),
      "node_modules/dd-trace/package.json": '{ "name": "dd-trace", "version": "5.0.0" }',
      "node_modules/dd-trace/index.js": `const { trace } = require(require.resolve("@opentelemetry/api", { paths: [process.cwd()] }));
trace.setGlobalTracerProvider({ getTracer: (name) => trace.getTracerProvider().constructor.prototype.getTracer.call({ getDelegateTracer() {} }, name) });
`,
    },
  },
  {
    finding: "options-in-singular",
    made: "exporter instead of traceExporter",
    entries: ["D24"],
    outcome: "advice",
    inShort: true,
    step,
    change: {
      [FILE]: instrumentation({
        options: options("exporter: new OTLPTraceExporter(),").replace("}", "} as never"),
      }),
    },
  },
  {
    finding: "sends-elsewhere",
    made: "an address put together in code",
    entries: ["D28"],
    step,
    change: {
      [FILE]: instrumentation({
        imports: 'const host = "otel-collector";\n',
        options: options("traceExporter: new OTLPTraceExporter({ url: `http://${host}:4318/v1/traces` }),"),
      }),
    },
  },
  {
    finding: "honeycomb-refused",
    made: "a header set in code, over the environment",
    step,
    inShort: true,
    change: {
      [FILE]: (text) =>
        text.replace(
          "const sdk",
          'process.env.OTEL_EXPORTER_OTLP_HEADERS = "x-honeycomb-team=nobody";\n\nconst sdk',
        ),
    },
  },
];
