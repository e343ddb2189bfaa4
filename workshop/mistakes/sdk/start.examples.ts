import { type WrongAnswer, replace } from "../example.ts";
import { APP, FILE } from "../example-files/set-up-changes.ts";
import { instrumentation } from "../example-files/instrumentation-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
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
    finding: "sdk-never-started",
    made: "sdk.start without ()",
    entries: ["D13"],
    step: "initialize-provider",
    at: `${FILE}:10`,
    says: "sdk.start only names the method",
    fix: "sdk.start();",
    change: { [FILE]: instrumentation({ start: "sdk.start;" }) },
  },
  {
    finding: "sdk-not-reached",
    made: "sdk.start() is in a function that nothing calls",
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
    finding: "sdk-start-failed",
    made: "an error that a try around everything swallows",
    step: "initialize-provider",
    says: "threw an error",
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
    change: { [FILE]: replace("sdk.start();\n", "") },
  },
  {
    finding: "sdk-never-started",
    made: "a timer of their own is started, and the SDK is not",
    step: "initialize-provider",
    unsaid: /timer/,
    fix: "sdk.start();",
    at: `${FILE}:6`,
    change: {
      [FILE]: instrumentation({
        start: "class Timer { start() { return Date.now(); } }\nconst timer = new Timer();\ntimer.start();",
      }),
    },
  },
  {
    finding: "sdk-never-started",
    made: "NodeSDK under another name, without semicolons",
    step: "initialize-provider",
    fix: "tracing.start();",
    change: {
      [FILE]: `import { NodeSDK as Sdk } from "@opentelemetry/sdk-node"
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http"
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express"
const tracing = new Sdk({ instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] })
process.once("SIGTERM", () => tracing.shutdown().finally(() => process.exit(0)))
`,
    },
  },
  {
    finding: "sdk-never-started",
    made: "a factory in another file makes it, with Windows line breaks",
    step: "initialize-provider",
    fix: `In ${FILE}`,
    at: "backend/src/telemetry/create-sdk.ts:7",
    change: {
      [FILE]: `import { createSdk } from "./telemetry/create-sdk.ts";\r\nconst telemetry = createSdk();\r\nprocess.once("SIGTERM", () => telemetry.shutdown().finally(() => process.exit(0)));\r\n`,
      "backend/src/telemetry/create-sdk.ts": instrumentation({ start: "", stop: "" })
        .replace("const sdk = ", "export const createSdk = () =>\n  ")
        .replaceAll("\n", "\r\n"),
    },
  },
  {
    finding: "sdk-never-started",
    made: "it is one of an object's properties",
    step: "initialize-provider",
    fix: "telemetry.sdk.start();",
    change: {
      [FILE]: instrumentation({ start: "", stop: "" })
        .replace("const sdk = ", "export const telemetry = { sdk: ")
        .replace(/\);\s*$/, ") };\n"),
    },
  },
  {
    finding: "sdk-never-started",
    made: "it has no name at all",
    step: "initialize-provider",
    fix: "}).start();",
    change: { [FILE]: instrumentation({ start: "", stop: "" }).replace("const sdk = ", "") },
  },
  {
    finding: "sdk-never-started",
    made: "an old copy beside it does start one, and is never loaded",
    step: "initialize-provider",
    unsaid: /backup/,
    change: {
      [FILE]: instrumentation({ start: "// sdk.start();" }),
      "backend/src/instrumentation.backup.ts": instrumentation(),
    },
  },
  {
    finding: "sdk-not-reached",
    made: "a function under a name of its own starts it, and nothing calls that",
    step: "initialize-provider",
    says: "nothing calls startTracing()",
    fix: "startTracing();",
    change: { [FILE]: instrumentation({ start: "const startTracing = () => {\n  sdk.start();\n};" }) },
  },
  {
    finding: "sdk-not-reached",
    made: "an error of their own before it, inside try",
    step: "initialize-provider",
    says: "in the same try block threw an error",
    change: {
      [FILE]: instrumentation({
        start: 'try {\n  JSON.parse("{");\n  sdk.start();\n} catch {\n  // Tracing is optional.\n}',
      }),
    },
  },
];
