import { replace, type RightAnswer, type WrongAnswer } from "../example.ts";
import { manifest, instrumentation } from "../example-files/instrumentation-text.ts";
import { APP, PACKAGE, COMPOSE, withVariable, SERVER, FILE } from "../example-files/set-up-changes.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "two-sdks",
    made: "a second SDK in server.ts",
    entries: ["D29"],
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({ stop: "" }),
      [SERVER]: (text) => `import "./tracing.ts";\n${text}`,
      "backend/src/tracing.ts": instrumentation(),
    },
  },
  {
    finding: "two-sdks",
    made: "one SDK, started twice",
    step: "initialize-provider",
    says: "The same SDK is started twice",
    at: `${FILE}:13`,
    change: { [FILE]: replace("sdk.start();", "sdk.start();\nsdk.start();") },
  },
  {
    finding: "second-sdk-ignored",
    made: "a second SDK in server.ts, and all is well",
    entries: ["D29"],
    outcome: "advice",
    step: "initialize-provider",
    change: {
      [SERVER]: (text) => `import "./tracing.ts";\n${text}`,
      "backend/src/tracing.ts": instrumentation({ stop: "" }),
    },
  },
  {
    finding: "sdk-shut-down",
    made: "shutdown() right behind start()",
    step: "initialize-provider",
    change: { [FILE]: instrumentation({ start: "sdk.start();\nvoid sdk.shutdown();" }) },
  },
  {
    finding: "sdk-taken-back",
    made: "context.disable() at the end of the file",
    step: "initialize-provider",
    change: {
      [FILE]: (text) => `${text}\nimport { context } from "@opentelemetry/api";\ncontext.disable();\n`,
    },
  },
  {
    finding: "sdk-disabled-badly",
    made: "OTEL_SDK_DISABLED: 1",
    entries: ["D33"],
    outcome: "advice",
    step: "initialize-provider",
    inShort: true,
    change: withVariable("OTEL_SDK_DISABLED", "1"),
  },
  {
    finding: "sdk-is-silent",
    made: "OTEL_LOG_LEVEL: none",
    entries: ["D41"],
    outcome: "advice",
    step: "initialize-provider",
    change: { [COMPOSE]: replace('OTEL_LOG_LEVEL: "warn"', 'OTEL_LOG_LEVEL: "none"') },
  },
  {
    finding: "two-sdks",
    made: "auto-instrumentations-node/register, and a file of one's own",
    step: "initialize-provider",
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
    step: "initialize-provider",
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
    finding: "sdk-shut-down",
    made: "shutdown() in a timer of no time",
    step: "initialize-provider",
    change: { [FILE]: instrumentation({ start: "sdk.start();\nsetTimeout(() => void sdk.shutdown(), 0);" }) },
  },
  {
    finding: "sdk-taken-back",
    made: "context.disable() under another name, and an app that disables a header",
    step: "initialize-provider",
    says: "context.disable()",
    change: {
      [FILE]: (text) => `${text}\nimport { context as api } from "@opentelemetry/api";\napi.disable();\n`,
      [APP]: replace("const app = express();", 'const app = express();\n  app.disable("x-powered-by");'),
    },
  },
];

export const rightAnswers: readonly RightAnswer[] = [
  {
    made: "a pool with a shutdown() of its own, a timer that is started, and an app that disables a header",
    step: "initialize-provider",
    change: {
      [FILE]: (text) =>
        `${text}\nclass Pool { start() {} shutdown() {} disable() {} }\nconst pool = new Pool();\npool.start();\npool.shutdown();\npool.disable();\n`,
      [APP]: replace("const app = express();", 'const app = express();\n  app.disable("x-powered-by");'),
    },
  },
];
