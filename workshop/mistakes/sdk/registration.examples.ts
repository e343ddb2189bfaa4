import type { WrongAnswer } from "../example.ts";
import { instrumentation, manifest } from "../example-files/instrumentation-text.ts";
import { FILE, PACKAGE } from "../example-files/set-up-changes.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "instrumentations-missing",
    made: "no instrumentation is registered",
    entries: ["C08"],
    step: "initialize-provider",
    inShort: true,
    change: { [FILE]: instrumentation({ options: "{ traceExporter: new OTLPTraceExporter() }" }) },
  },
  {
    finding: "http-instrumentation-missing",
    made: "the Express instrumentation alone",
    entries: ["C09"],
    step: "initialize-provider",
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
    step: "initialize-provider",
    inShort: true,
    change: {
      [FILE]: instrumentation({
        options:
          "{\n  traceExporter: new OTLPTraceExporter(),\n  instrumentations: [new HttpInstrumentation()],\n}",
      }),
    },
  },
  {
    finding: "http-instrumentation-missing",
    made: "the Express instrumentation alone, under another name, and a stop function",
    step: "initialize-provider",
    unsaid: /without an instrumentation|shutdown\(\) was called/,
    fix: "instrumentations: [new Express(), new HttpInstrumentation()]",
    change: {
      [FILE]: `import { NodeSDK } from "@opentelemetry/sdk-node";
import { ExpressInstrumentation as Express } from "@opentelemetry/instrumentation-express";
const sdk = new NodeSDK({ instrumentations: [new Express()] });
sdk.start();
const stop = () => sdk.shutdown().catch(console.error).finally(() => process.exit(0));
process.once("SIGTERM", stop);
`,
    },
  },
  {
    finding: "express-instrumentation-missing",
    made: "the list is in a file of its own",
    step: "initialize-provider",
    at: "backend/src/instrumentations.ts:2",
    fix: "[new HttpInstrumentation(), new ExpressInstrumentation()]",
    change: {
      [FILE]: instrumentation({
        imports: 'import { instrumentations } from "./instrumentations.ts";\n',
        options: "{ instrumentations }",
      }),
      "backend/src/instrumentations.ts":
        'import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";\nexport const instrumentations = [new HttpInstrumentation()];\n',
    },
  },
  {
    finding: "instrumentations-missing",
    made: "no options at all, in CommonJS",
    step: "initialize-provider",
    fix: "new otel.NodeSDK({ instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] })",
    change: {
      [FILE]: null,
      "backend/src/tracing.cjs":
        'const otel = require("@opentelemetry/sdk-node")\nconst sdk = new otel.NodeSDK()\nsdk.start()\nprocess.once("SIGTERM", () => sdk.shutdown().finally(() => process.exit(0)))\n',
      [PACKAGE]: manifest("node --import tsx --require ./src/tracing.cjs src/server.ts"),
    },
  },
  {
    finding: "instrumentations-missing",
    made: "the instrumentations are registered a minute after the start",
    step: "initialize-provider",
    says: "had not run when the requests came",
    change: {
      [FILE]: instrumentation({
        imports: 'import { registerInstrumentations } from "@opentelemetry/instrumentation";\n',
        options: "{ traceExporter: new OTLPTraceExporter() }",
        start:
          "sdk.start();\nsetTimeout(() => registerInstrumentations({ instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] }), 60_000).unref();",
      }),
    },
  },
];
