import type { WrongAnswer } from "../example.ts";
import { withList, APP, FILE } from "../example-files/set-up-changes.ts";
import { instrumentation } from "../example-files/instrumentation-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "no-span-was-started",
    made: "an instrumentation of their own that changes nothing",
    step: "initialize-provider",
    inShort: true,
    change: withList(
      "new (class extends HttpInstrumentation { override init() { return []; } })(), new ExpressInstrumentation()",
    ),
  },
  {
    finding: "spans-made-by-hand",
    made: "a middleware that makes spans in the instrumentations' names",
    step: "initialize-provider",
    inShort: true,
    change: {
      [FILE]: instrumentation({ options: "{ traceExporter: new OTLPTraceExporter() }" }),
      [APP]: (text) =>
        `import { SpanKind, trace } from "@opentelemetry/api";\n${text.replace(
          "app.use(cors(",
          `app.use((_request, response, next) => {
    trace.getTracer("@opentelemetry/instrumentation-http").startActiveSpan("GET /api/activities/home", { kind: SpanKind.SERVER }, (span) => {
      trace.getTracer("@opentelemetry/instrumentation-express").startSpan("request handler").end();
      response.once("finish", () => span.end());
      next();
    });
  });
  app.use(cors(`,
        )}`,
    },
  },
  {
    finding: "express-shows-nothing",
    made: "an Express instrumentation that changes nothing",
    step: "initialize-provider",
    change: withList(
      "new HttpInstrumentation(), new (class extends ExpressInstrumentation { override init() { return []; } } as typeof ExpressInstrumentation)()",
    ),
  },
];
