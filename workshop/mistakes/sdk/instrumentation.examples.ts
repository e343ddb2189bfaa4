import type { WrongAnswer } from "../example.ts";
import { FROM_AUTO, withList, FILE } from "../example-files/set-up-changes.ts";
import { instrumentation } from "../example-files/instrumentation-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "double-layers",
    made: "auto-instrumentations with router and net",
    entries: ["D44"],
    outcome: "advice",
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        imports: 'import { getNodeAutoInstrumentations } from "@opentelemetry/auto-instrumentations-node";\n',
        options:
          "{\n  traceExporter: new OTLPTraceExporter(),\n  instrumentations: [getNodeAutoInstrumentations()],\n}",
      }),
    },
  },
  {
    finding: "instrumentation-key-unknown",
    made: "short names in the map of all instrumentations",
    entries: ["D32"],
    outcome: "advice",
    step: "initialize-provider",
    change: withList("getNodeAutoInstrumentations({ http: { enabled: false } } as never)", FROM_AUTO),
  },
  {
    finding: "disabled-and-running",
    made: "new HttpInstrumentation({ enabled: false })",
    entries: ["D32"],
    outcome: "advice",
    step: "initialize-provider",
    change: withList("new HttpInstrumentation({ enabled: false }), new ExpressInstrumentation()"),
  },
  {
    finding: "mostly-noise",
    made: "spans for every file",
    entries: ["C21"],
    outcome: "advice",
    step: "initialize-provider",
    change: withList(
      'getNodeAutoInstrumentations({ "@opentelemetry/instrumentation-fs": { enabled: true }, "@opentelemetry/instrumentation-router": { enabled: false } })',
      FROM_AUTO,
    ),
  },
  {
    finding: "instrumentation-registered-twice",
    made: "the HTTP instrumentation twice in the list",
    outcome: "advice",
    step: "initialize-provider",
    says: "2 times",
    change: withList("new HttpInstrumentation(), new ExpressInstrumentation(), new HttpInstrumentation()"),
  },
  {
    finding: "instrumentation-registered-twice",
    made: "both once more by registerInstrumentations()",
    outcome: "advice",
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        imports: 'import { registerInstrumentations } from "@opentelemetry/instrumentation";\n',
        start:
          "sdk.start();\nregisterInstrumentations({ instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] });",
      }),
    },
  },
  {
    finding: "instrumentation-option-unknown",
    made: "ignoreIncommingRequestHook, by a variable",
    outcome: "advice",
    step: "initialize-provider",
    says: "called ignoreIncomingRequestHook",
    change: withList(
      "new HttpInstrumentation(http), new ExpressInstrumentation()",
      'const http = { ignoreIncommingRequestHook: (request: { url?: string }) => request.url === "/health" };\n',
    ),
  },
];
