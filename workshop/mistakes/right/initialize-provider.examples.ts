import { instrumentation, manifest } from "../example-files/instrumentation-text.ts";
import { replace, type RightAnswer } from "../example.ts";

const FILE = "backend/src/instrumentation.ts";
const SERVER = "backend/src/server.ts";
const PACKAGE = "backend/package.json";
const step = "initialize-provider";
const HOOK = `import { register } from "node:module";
register("@opentelemetry/instrumentation/hook.mjs", import.meta.url);
`;
const BY_HAND_3 = `import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { defaultResource, envDetector, detectResources } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

const provider = new TracerProvider({
  resource: defaultResource().merge(detectResources({ detectors: [envDetector] })),
  spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
});
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
trace.setGlobalTracerProvider(provider);
registerInstrumentations({ instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] });
process.once("SIGTERM", () => void provider.shutdown().finally(() => process.exit(0)));
void propagation;
`;
const BY_HAND_2 = `import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
provider.register();
registerInstrumentations({ instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] });
process.once("SIGTERM", () => void provider.shutdown().finally(() => process.exit(0)));
`;

export const rightAnswers: readonly RightAnswer[] = [
  { made: "the solution", step, lines: ["otel-3x", "otel-2x"], inShort: true },
  {
    made: "the tsx command instead of node --import tsx",
    step,
    inShort: true,
    change: { [PACKAGE]: manifest("tsx --import ./src/instrumentation.ts src/server.ts") },
  },
  {
    made: "another name for the file",
    step,
    change: {
      [FILE]: null,
      "backend/src/tracing.ts": instrumentation(),
      [PACKAGE]: manifest("node --import tsx --import ./src/tracing.ts src/server.ts"),
    },
  },
  {
    made: "the first import of server.ts",
    step,
    lines: ["otel-3x", "otel-2x"],
    inShort: true,
    change: {
      [PACKAGE]: manifest("node --import tsx src/server.ts"),
      [SERVER]: (text) => `import "./instrumentation.ts";\n${text}`,
    },
  },
  {
    made: "ES modules with register",
    step,
    lines: ["otel-3x", "otel-2x"],
    inShort: true,
    change: {
      [PACKAGE]: manifest("node --import tsx --import ./src/instrumentation.ts src/server.ts", {
        type: "module",
      }),
      [FILE]: (text) => HOOK + text,
    },
  },
  {
    made: "ES modules with --experimental-loader",
    step,
    change: {
      [PACKAGE]: manifest(
        "node --experimental-loader=@opentelemetry/instrumentation/hook.mjs --import ./src/instrumentation.ts src/server.ts",
        { type: "module" },
      ),
    },
  },
  {
    made: "type stripping instead of tsx",
    step,
    change: {
      [PACKAGE]: manifest("node --import ./src/instrumentation.ts src/server.ts", { type: "module" }),
      [FILE]: (text) => HOOK + text,
    },
  },
  {
    made: "--require of a CommonJS file",
    step,
    change: {
      [FILE]: null,
      "backend/instrumentation.cjs": `const { NodeSDK } = require("@opentelemetry/sdk-node");
const { OTLPTraceExporter } = require("@opentelemetry/exporter-trace-otlp-http");
const { HttpInstrumentation } = require("@opentelemetry/instrumentation-http");
const { ExpressInstrumentation } = require("@opentelemetry/instrumentation-express");
const sdk = new NodeSDK({
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],
});
sdk.start();
process.on("SIGTERM", async () => {
  await sdk.shutdown();
  process.exit(0);
});
`,
      [PACKAGE]: manifest("node --require ./instrumentation.cjs --import tsx src/server.ts"),
    },
  },
  {
    made: "auto-instrumentations-node",
    step,
    lines: ["otel-3x", "otel-2x"],
    change: {
      [FILE]: instrumentation({
        imports: 'import { getNodeAutoInstrumentations } from "@opentelemetry/auto-instrumentations-node";\n',
        options:
          "{\n  traceExporter: new OTLPTraceExporter(),\n  instrumentations: [getNodeAutoInstrumentations()],\n}",
      }),
    },
  },
  {
    made: "auto-instrumentations-node/register, without a file of their own",
    step,
    change: {
      [FILE]: null,
      [PACKAGE]: manifest(
        "node --import tsx --require @opentelemetry/auto-instrumentations-node/register src/server.ts",
      ),
    },
  },
  {
    made: "the protobuf exporter",
    step,
    lines: ["otel-3x", "otel-2x"],
    change: { [FILE]: replace("exporter-trace-otlp-http", "exporter-trace-otlp-proto") },
  },
  {
    made: "no exporter in code: NodeSDK takes its own from the environment",
    step,
    lines: ["otel-3x", "otel-2x"],
    change: {
      [FILE]: instrumentation({
        options: "{\n  instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],\n}",
      }),
    },
  },
  { made: "a provider by hand", step, lines: ["otel-3x"], inShort: true, change: { [FILE]: BY_HAND_3 } },
  {
    made: "a provider by hand, in the manner of 2.x",
    step,
    lines: ["otel-2x"],
    change: { [FILE]: BY_HAND_2 },
  },
  {
    made: "a batch processor written out",
    step,
    lines: ["otel-3x"],
    change: {
      [FILE]: instrumentation({
        imports: 'import { BatchSpanProcessor } from "@opentelemetry/sdk-trace";\n',
        options:
          "{\n  spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],\n  instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],\n}",
      }),
    },
  },
  {
    made: "url and headers in code, from the environment",
    step,
    change: {
      [FILE]: instrumentation({
        options: `{
  traceExporter: new OTLPTraceExporter({ url: "https://api.honeycomb.io/v1/traces" }),
  instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()],
}`,
      }),
    },
  },
  {
    made: "gzip",
    step,
    lines: ["otel-3x", "otel-2x"],
    change: {
      "docker-compose.yml": replace(
        /(\n +)(OTEL_METRICS_EXPORTER)/,
        "$1OTEL_EXPORTER_OTLP_COMPRESSION: gzip$1$2",
      ),
    },
  },
  {
    made: "NODE_OPTIONS of their own in compose",
    step,
    change: {
      "docker-compose.yml": replace(
        /(\n +)(OTEL_METRICS_EXPORTER)/,
        '$1NODE_OPTIONS: "--enable-source-maps"$1$2',
      ),
    },
  },
  {
    made: "pre and post scripts around start",
    step,
    change: {
      [PACKAGE]: (text) =>
        text.replace(
          '"scripts": {',
          '"scripts": {\n    "prestart": "node --version",\n    "poststart": "node --version",',
        ),
    },
  },
  {
    made: "a port written into the code, the usual one",
    step,
    change: { [SERVER]: (text) => text.replace("process.env.PORT || 4567", "process.env.PORT ?? 4567") },
  },
];
