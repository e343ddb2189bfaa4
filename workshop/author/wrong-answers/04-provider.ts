import { instrumentation, manifest } from "../instrumentation-text.ts";
import {
  FILE,
  SERVER,
  APP,
  PACKAGE,
  COMPOSE,
  withOptions,
  withVariable,
  fromSdkTrace,
} from "../step-4-changes.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const step = 4;

/** SDKs that are not started, started twice, or not told of. */
export const wrongAnswers: readonly WrongAnswer[] = [
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
    finding: "sdk-never-started",
    made: "sdk.start without ()",
    entries: ["D13"],
    step,
    at: `${FILE}:10`,
    says: "sdk.start without ()",
    fix: "sdk.start();",
    change: { [FILE]: instrumentation({ start: "sdk.start;" }) },
  },
  {
    finding: "sdk-not-reached",
    made: "sdk.start() stands in a function that nobody calls",
    entries: ["D13"],
    step,
    inShort: true,
    at: `${FILE}:10`,
    change: { [FILE]: instrumentation({ start: "export function startTracing() { sdk.start(); }" }) },
  },
  {
    finding: "sdk-started-too-late",
    made: "the SDK is started with the first request",
    entries: ["E33"],
    step,
    change: {
      [FILE]: instrumentation({ start: "export { sdk };" }),
      [APP]: (text) =>
        `import { sdk } from "./instrumentation.ts";\nlet started = false;\n${text.replace(
          "app.use(cors(",
          "app.use((_request, _response, next) => {\n    if (!started) sdk.start();\n    started = true;\n    next();\n  });\n  app.use(cors(",
        )}`,
    },
  },
  {
    finding: "traces-exporter-switched-off",
    made: "OTEL_TRACES_EXPORTER: none, and no exporter in code",
    step,
    inShort: true,
    change: { ...withOptions(""), ...withVariable("OTEL_TRACES_EXPORTER", "none") },
  },
  {
    finding: "traces-exporter-switched-off",
    made: "OTEL_TRACES_EXPORTER: honeycomb",
    step,
    says: "does not know",
    change: { ...withOptions(""), ...withVariable("OTEL_TRACES_EXPORTER", "honeycomb") },
  },
  {
    finding: "no-processor",
    made: "an empty list of processors beside the exporter",
    step,
    inShort: true,
    change: withOptions("spanProcessors: [],\n  traceExporter: new OTLPTraceExporter(),"),
  },
  {
    finding: "no-processor",
    made: "one processor without the list around it",
    entries: ["D24"],
    step,
    change: withOptions(
      "spanProcessors: new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }) as never,",
      fromSdkTrace("BatchSpanProcessor"),
    ),
  },
  {
    finding: "two-sdks",
    made: "one SDK, started twice",
    step,
    says: "sdk.start() is called twice",
    at: `${FILE}:13`,
    change: { [FILE]: replace("sdk.start();", "sdk.start();\nsdk.start();") },
  },
  {
    finding: "second-sdk-ignored",
    made: "a second SDK in server.ts, and all is well",
    entries: ["D29"],
    outcome: "advice",
    step,
    change: {
      [SERVER]: (text) => `import "./tracing.ts";\n${text}`,
      "backend/src/tracing.ts": instrumentation({ stop: "" }),
    },
  },
  {
    finding: "sdk-shut-down",
    made: "shutdown() right behind start()",
    step,
    change: { [FILE]: instrumentation({ start: "sdk.start();\nvoid sdk.shutdown();" }) },
  },
  {
    finding: "sdk-taken-back",
    made: "context.disable() at the end of the file",
    step,
    change: {
      [FILE]: (text) => `${text}\nimport { context } from "@opentelemetry/api";\ncontext.disable();\n`,
    },
  },
  {
    finding: "sdk-disabled-badly",
    made: "OTEL_SDK_DISABLED: 1",
    entries: ["D33"],
    outcome: "advice",
    step,
    inShort: true,
    change: withVariable("OTEL_SDK_DISABLED", "1"),
  },
  {
    finding: "sdk-is-silent",
    made: "OTEL_LOG_LEVEL: none",
    entries: ["D41"],
    outcome: "advice",
    step,
    change: { [COMPOSE]: replace('OTEL_LOG_LEVEL: "warn"', 'OTEL_LOG_LEVEL: "none"') },
  },
  {
    finding: "two-sdks",
    made: "auto-instrumentations-node/register, and a file of one's own",
    step,
    unsaid: /somebody must wait/,
    change: {
      [PACKAGE]: manifest(
        "node --import tsx --require @opentelemetry/auto-instrumentations-node/register --import ./src/instrumentation.ts src/server.ts",
      ),
      ...withVariable("OTEL_NODE_RESOURCE_DETECTORS", "none"),
    },
  },
  {
    finding: "sdk-shut-down",
    made: "a shutdown in a finally, as a deferred call of Go",
    step,
    unsaid: /no exporter/,
    change: {
      [FILE]: instrumentation({
        start:
          'sdk.start();\nvoid (async () => {\n  try {\n    await import("./server.ts");\n  } finally {\n    await sdk.shutdown();\n  }\n})();',
        stop: "",
      }),
    },
  },
  {
    finding: "sdk-not-reached",
    made: "an error that a try around everything swallows",
    step,
    says: "stands inside try",
    change: {
      [FILE]: `import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { NodeSDK } from "@opentelemetry/sdk-node";
try {
  const sdk = new NodeSDK({ instrumentations: [HttpInstrumentation, ExpressInstrumentation] as never });
  sdk.start();
} catch {
  // Tracing is optional.
}
`,
    },
  },
];
