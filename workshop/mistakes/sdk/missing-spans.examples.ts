import type { WrongAnswer } from "../example.ts";
import { withList, APP, FILE } from "../set-up-changes.ts";
import { instrumentation } from "../instrumentation-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "no-span-was-started",
    made: "the instrumentations are registered a minute after the start",
    step: "initialize-provider",
    inShort: true,
    change: {
      [FILE]: instrumentation({
        imports: 'import { registerInstrumentations } from "@opentelemetry/instrumentation";\n',
        options: "{ traceExporter: new OTLPTraceExporter() }",
        start:
          "sdk.start();\nsetTimeout(() => registerInstrumentations({ instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] }), 60_000).unref();",
      }),
    },
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
    made: "the name of every route is taken away",
    step: "initialize-provider",
    change: withList(
      "new HttpInstrumentation(), new (class extends ExpressInstrumentation { override init() { return []; } } as typeof ExpressInstrumentation)()",
    ),
  },
];
