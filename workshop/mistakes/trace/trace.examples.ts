import type { WrongAnswer } from "../example.ts";
import { options, fromSdkTrace, FILE, withList } from "../set-up-changes.ts";
import { instrumentation } from "../instrumentation-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "some-spans-kept-back",
    made: "a processor of their own that hands on the request alone",
    step: "initialize-provider",
    says: "Quiet, a class of your own",
    change: {
      [FILE]: instrumentation({
        imports: `${fromSdkTrace("BatchSpanProcessor, type ReadableSpan")}
class Quiet extends BatchSpanProcessor {
  override onEnd(span: ReadableSpan) {
    if (span.kind === 1) super.onEnd(span);
  }
}
`,
        options: options("spanProcessors: [new Quiet({ exporter: new OTLPTraceExporter() })],"),
      }),
    },
  },
  {
    finding: "some-spans-kept-back",
    made: "an exporter of their own that leaves the request out",
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        imports: `
class Quiet extends OTLPTraceExporter {
  override export(spans: any, done: any) {
    super.export(spans.filter((span: any) => span.kind !== 1), done);
  }
}
`,
        options: options("traceExporter: new Quiet(),"),
      }),
    },
  },
  {
    finding: "trace-in-pieces",
    made: "the root is made without its family",
    step: "initialize-provider",
    inShort: true,
    change: withList(
      "new HttpInstrumentation(), new ExpressInstrumentation({ requestHook: () => void trace.getTracer('own').startSpan('lonely', { root: true }).end() })",
      'import { trace } from "@opentelemetry/api";\n',
    ),
  },
];
