import type { WrongAnswer } from "../example.ts";
import { instrumentation } from "../instrumentation-text.ts";
import { FILE } from "../set-up-changes.ts";

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
];
