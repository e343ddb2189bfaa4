import { type WrongAnswer, replace } from "../example.ts";
import { FILE, before, PACKAGE, withVariable, withOptions } from "../example-files/set-up-changes.ts";

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
    finding: "provider-not-global",
    made: "a provider that is never registered",
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
    says: "not an exporter that OpenTelemetry knows",
    change: { ...withOptions(""), ...withVariable("OTEL_TRACES_EXPORTER", "honeycomb") },
  },
  {
    finding: "sdk-set-nothing-up",
    made: "startNodeSDK() and a configuration file that is not there",
    step: "initialize-provider",
    unsaid: /had not run/,
    says: "OTEL_CONFIG_FILE is ./missing.yaml",
    change: {
      [FILE]: `import { startNodeSDK } from "@opentelemetry/sdk-node";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
const sdk = startNodeSDK({ instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] });
process.once("SIGTERM", () => sdk.shutdown().finally(() => process.exit(0)));
`,
      ...withVariable("OTEL_CONFIG_FILE", "./missing.yaml"),
    },
  },
];
