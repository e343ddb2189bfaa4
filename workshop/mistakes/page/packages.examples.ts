import { replace, type WrongAnswer } from "../example.ts";

const SETUP = "frontend/src/instrumentation.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "node-code-in-the-page",
    made: "require() in the browser",
    step: "frontend-latency",
    change: {
      [SETUP]: replace(
        'import { W3CTraceContextPropagator } from "@opentelemetry/core";',
        'const { W3CTraceContextPropagator } = require("@opentelemetry/core");',
      ),
    },
  },
  {
    finding: "node-code-in-the-page",
    made: "process.env in the browser",
    step: "frontend-latency",
    change: { [SETUP]: replace('"frontend"', "process.env.OTEL_SERVICE_NAME!") },
  },
  {
    finding: "node-package-in-the-page",
    made: "NodeSDK",
    step: "frontend-latency",
    change: { [SETUP]: 'import { NodeSDK } from "@opentelemetry/sdk-node";\nnew NodeSDK().start();\n' },
  },
];
