import { type WrongAnswer, replace } from "../example.ts";
import { FILE, before, PACKAGE, fromSdkTrace, withVariable, withOptions, APP } from "../set-up-changes.ts";
import { instrumentation } from "../instrumentation-text.ts";

const SETUP = "backend/src/instrumentation.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "sdk-disabled",
    made: "OTEL_SDK_DISABLED=true in front of the start command",
    step: "initialize-provider",
    at: `${PACKAGE}:7`,
    unsaid: /had not run/,
    change: before("OTEL_SDK_DISABLED=true"),
  },
  {
    finding: "sdk-disabled",
    made: "process.env.OTEL_SDK_DISABLED in the code",
    step: "initialize-provider",
    change: { [FILE]: replace("const sdk", 'process.env.OTEL_SDK_DISABLED = "true";\nconst sdk') },
  },
  {
    finding: "sdk-disabled",
    made: "OTEL_SDK_DISABLED left over",
    entries: ["D33"],
    step: "initialize-provider",
    change: {
      "docker-compose.yml": replace(/(\n +)(OTEL_METRICS_EXPORTER)/, '$1OTEL_SDK_DISABLED: "true"$1$2'),
    },
  },
  {
    finding: "sdk-never-started",
    made: "sdk.start() is missing",
    entries: ["D13"],
    step: "initialize-provider",
    inShort: true,
    at: `${FILE}:6`,
    change: { [FILE]: instrumentation({ start: "" }) },
  },
  {
    finding: "provider-not-global",
    made: "a provider that nobody is told of",
    entries: ["D16"],
    step: "initialize-provider",
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
    step: "initialize-provider",
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
    finding: "another-tracer-is-there",
    made: "another vendor's tracer was left in",
    entries: ["D35"],
    step: "initialize-provider",
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
    step: "initialize-provider",
    at: `${FILE}:10`,
    says: "sdk.start without ()",
    fix: "sdk.start();",
    change: { [FILE]: instrumentation({ start: "sdk.start;" }) },
  },
  {
    finding: "sdk-not-reached",
    made: "sdk.start() stands in a function that nobody calls",
    entries: ["D13"],
    step: "initialize-provider",
    inShort: true,
    at: `${FILE}:10`,
    change: { [FILE]: instrumentation({ start: "export function startTracing() { sdk.start(); }" }) },
  },
  {
    finding: "sdk-started-too-late",
    made: "the SDK is started with the first request",
    entries: ["E33"],
    step: "initialize-provider",
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
    step: "initialize-provider",
    inShort: true,
    change: { ...withOptions(""), ...withVariable("OTEL_TRACES_EXPORTER", "none") },
  },
  {
    finding: "traces-exporter-switched-off",
    made: "OTEL_TRACES_EXPORTER: honeycomb",
    step: "initialize-provider",
    says: "does not know",
    change: { ...withOptions(""), ...withVariable("OTEL_TRACES_EXPORTER", "honeycomb") },
  },
  {
    finding: "no-processor",
    made: "an empty list of processors beside the exporter",
    step: "initialize-provider",
    inShort: true,
    change: withOptions("spanProcessors: [],\n  traceExporter: new OTLPTraceExporter(),"),
  },
  {
    finding: "no-processor",
    made: "one processor without the list around it",
    entries: ["D24"],
    step: "initialize-provider",
    change: withOptions(
      "spanProcessors: new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }) as never,",
      fromSdkTrace("BatchSpanProcessor"),
    ),
  },
  {
    finding: "sdk-not-reached",
    made: "an error that a try around everything swallows",
    step: "initialize-provider",
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
  {
    finding: "sdk-never-started",
    made: "the SDK is never started, so that no span begins, wherever one is asked for",
    step: "user-fields",
    unsaid: /Only the home feed|no request for the home feed ran it|Express and HTTP alone/,
    change: { [SETUP]: replace("sdk.start();\n", "") },
  },
];
