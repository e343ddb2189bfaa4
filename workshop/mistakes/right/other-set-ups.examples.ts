import { instrumentation, manifest } from "../example-files/instrumentation-text.ts";
import {
  APP,
  FILE,
  fromSdkTrace,
  PACKAGE,
  SERVER,
  WITH_IT,
  withList,
  withOptions,
  withStop,
} from "../example-files/set-up-changes.ts";
import type { RightAnswer } from "../example.ts";

const step = "initialize-provider";
const BOTH_LINES = ["otel-3x", "otel-2x"] as const;

/** Other ways to write the set-up itself. */
export const rightAnswers: readonly RightAnswer[] = [
  {
    made: "a resource in code, merged by NodeSDK with what the environment says",
    step,
    lines: BOTH_LINES,
    change: withOptions(
      'resource: resourceFromAttributes({ "deployment.environment.name": "bootcamp" }),\n  traceExporter: new OTLPTraceExporter(),',
      'import { resourceFromAttributes } from "@opentelemetry/resources";\n',
    ),
  },
  {
    made: "the service's name in code, the same as in compose",
    step,
    lines: BOTH_LINES,
    change: withOptions('serviceName: "backend",\n  traceExporter: new OTLPTraceExporter(),'),
  },
  {
    made: "a console exporter beside the batch processor",
    step,
    change: withOptions(
      "spanProcessors: [\n    new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }),\n    new SimpleSpanProcessor({ exporter: new ConsoleSpanExporter() }),\n  ],",
      fromSdkTrace("BatchSpanProcessor, ConsoleSpanExporter, SimpleSpanProcessor"),
    ),
  },
  {
    made: "processors in the manner of 2.x",
    step,
    lines: ["otel-2x"],
    change: withOptions(
      "spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter() as never)],",
      'import { BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";\n',
    ),
  },
  {
    made: "a processor of their own beside the batch processor",
    step,
    change: withOptions(
      'spanProcessors: [\n    { onStart: (span) => void span.setAttribute("app.version", "1"), onEnd() {}, async forceFlush() {}, async shutdown() {} },\n    new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }),\n  ],',
      fromSdkTrace("BatchSpanProcessor"),
    ),
  },
  {
    made: "a sampler that keeps everything",
    step,
    change: withOptions(
      "sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),\n  traceExporter: new OTLPTraceExporter(),",
      fromSdkTrace("AlwaysOnSampler, ParentBasedSampler"),
    ),
  },
  {
    made: "a logger for OpenTelemetry in code",
    step,
    lines: BOTH_LINES,
    change: {
      [FILE]: (text) =>
        `import { diag, DiagConsoleLogger, DiagLogLevel } from "@opentelemetry/api";\ndiag.setLogger(new DiagConsoleLogger(), DiagLogLevel.WARN);\n${text}`,
    },
  },
  {
    made: "options of the instrumentations that leave the health check out",
    step,
    lines: BOTH_LINES,
    change: withList(
      'new HttpInstrumentation({ ignoreIncomingRequestHook: (request) => request.url === "/health" }), new ExpressInstrumentation({ ignoreLayers: [/cors/] })',
    ),
  },
  {
    made: "more instrumentations than asked for",
    step,
    change: withList(
      "new HttpInstrumentation(), new ExpressInstrumentation(), new UndiciInstrumentation()",
      'import { UndiciInstrumentation } from "@opentelemetry/instrumentation-undici";\n',
    ),
  },
  {
    made: "all instrumentations, without router and net",
    step,
    lines: BOTH_LINES,
    change: withList(
      'getNodeAutoInstrumentations({ "@opentelemetry/instrumentation-router": { enabled: false }, "@opentelemetry/instrumentation-net": { enabled: false } })',
      'import { getNodeAutoInstrumentations } from "@opentelemetry/auto-instrumentations-node";\n',
    ),
  },
  {
    made: "the parts in files of their own",
    step,
    change: {
      [FILE]:
        'import { createSdk } from "./telemetry/create-sdk.ts";\nimport { stopWith } from "./telemetry/stop-with.ts";\n\nconst sdk = createSdk();\nsdk.start();\nstopWith(sdk);\n',
      "backend/src/telemetry/create-sdk.ts": instrumentation({ start: "return sdk;\n}", stop: "" }).replace(
        "const sdk =",
        "export function createSdk() {\nconst sdk =",
      ),
      "backend/src/telemetry/stop-with.ts":
        'export function stopWith(sdk: { shutdown(): Promise<void> }) {\n  for (const signal of ["SIGTERM", "SIGINT"]) {\n    process.once(signal, () => void sdk.shutdown().catch(console.error).finally(() => process.exit(0)));\n  }\n}\n',
    },
  },
  {
    made: "an async handler with try, catch and finally",
    step,
    lines: BOTH_LINES,
    change: withStop(`
async function stop(): Promise<void> {
  try {
    await sdk.shutdown();
  } catch (error) {
    console.error(error);
  } finally {
    process.exit(0);
  }
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());`),
  },
  {
    made: "SIGTERM closes the server, and beforeExit sends the last spans",
    step,
    change: {
      [FILE]: instrumentation({
        stop: 'process.once("beforeExit", () => void sdk.shutdown().catch(console.error));\n',
      }),
      [SERVER]: (text) => `${text}\nprocess.once("SIGTERM", () => server.close());\n`,
    },
  },
  {
    made: "the server closes first, and then the SDK",
    step,
    change: {
      [FILE]: instrumentation({ start: "sdk.start();\nexport { sdk };", stop: "" }),
      [SERVER]: (text) =>
        `import { sdk } from "./instrumentation.ts";\n${text}\nprocess.once("SIGTERM", () => server.close(() => void sdk.shutdown().finally(() => process.exit())));\n`,
    },
  },
  {
    made: "start() behind Promise.resolve()",
    step,
    change: {
      [FILE]: instrumentation({
        start: 'void Promise.resolve(sdk.start()).then(() => console.log("tracing"));',
      }),
    },
  },
  {
    made: "ES modules, with the hook registered by a file of its own",
    step,
    lines: BOTH_LINES,
    change: {
      [PACKAGE]: manifest(
        "node --import tsx --import ./src/register.mjs --import ./src/instrumentation.ts src/server.ts",
        {
          type: "module",
        },
      ),
      "backend/src/register.mjs":
        'import { register } from "node:module";\nregister("@opentelemetry/instrumentation/hook.mjs", import.meta.url);\n',
    },
  },
  {
    made: "ES modules, with the hook told which modules to watch",
    step,
    change: {
      [PACKAGE]: manifest(WITH_IT, { type: "module" }),
      [FILE]: (text) => `import { register } from "node:module";
import { createAddHookMessageChannel } from "import-in-the-middle";
const { registerOptions, waitForAllMessagesAcknowledged } = createAddHookMessageChannel();
register("@opentelemetry/instrumentation/hook.mjs", import.meta.url, registerOptions);
${text}
await waitForAllMessagesAcknowledged();
`,
    },
  },
  {
    made: "a span of their own in a middleware, under its own name",
    step,
    change: {
      [APP]: (text) =>
        `import { trace } from "@opentelemetry/api";\n${text.replace(
          "app.use(cors(",
          'app.use((_request, _response, next) => trace.getTracer("backend").startActiveSpan("first", (span) => (span.end(), next())));\n  app.use(cors(',
        )}`,
    },
  },
];
