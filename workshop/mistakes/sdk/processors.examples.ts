import type { WrongAnswer } from "../example.ts";
import { FILE, fromSdkTrace, options, withOptions } from "../example-files/set-up-changes.ts";
import { instrumentation } from "../example-files/instrumentation-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "no-processor",
    made: "an empty list of processors beside the exporter",
    step: "initialize-provider",
    inShort: true,
    change: withOptions("spanProcessors: [],\n  traceExporter: new OTLPTraceExporter(),"),
  },
  {
    finding: "no-processor",
    made: "one processor without the list around it",
    entries: ["D24"],
    step: "initialize-provider",
    change: withOptions(
      "spanProcessors: new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }) as never,",
      fromSdkTrace("BatchSpanProcessor"),
    ),
  },
  {
    finding: "processor-keeps-spans",
    made: "a processor of their own around the batch processor, which filters everything",
    step: "initialize-provider",
    unsaid: /shutdown/,
    fix: "spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })]",
    change: {
      [FILE]: instrumentation({
        imports: `${fromSdkTrace("BatchSpanProcessor, type ReadableSpan, type SpanProcessor")}
class Filter implements SpanProcessor {
  private readonly next: SpanProcessor;
  constructor(next: SpanProcessor) { this.next = next; }
  onStart() {}
  onEnd(span: ReadableSpan) { if (span.name.startsWith("/api")) this.next.onEnd(span); }
  forceFlush() { return this.next.forceFlush(); }
  shutdown() { return this.next.shutdown(); }
}
`,
        options: options(
          "spanProcessors: [new Filter(new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }))],",
        ),
        stop: 'const stop = () => sdk.shutdown().catch(console.error).finally(() => process.exit(0));\nprocess.once("SIGTERM", stop);\n',
      }),
    },
  },
  {
    finding: "processor-keeps-spans",
    made: "a subclass of the batch processor that keeps every span",
    step: "initialize-provider",
    says: "Quiet",
    change: withOptions(
      "spanProcessors: [new Quiet({ exporter: new OTLPTraceExporter() })],",
      `${fromSdkTrace("BatchSpanProcessor")}class Quiet extends BatchSpanProcessor { override onEnd() {} }\n`,
    ),
  },
  {
    finding: "no-processor",
    made: "the options in a variable, with an empty list of processors",
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        imports:
          "const settings = { spanProcessors: [], traceExporter: new OTLPTraceExporter(), instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] };\n",
        options: "{ ...settings }",
      }),
    },
  },
];
