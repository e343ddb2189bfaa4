import type { WrongAnswer } from "../example.ts";
import { options, fromSdkTrace, FILE, withList } from "../example-files/set-up-changes.ts";
import { instrumentation } from "../example-files/instrumentation-text.ts";

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
    finding: "started-as-a-root",
    made: "the root is made without its family",
    step: "initialize-provider",
    inShort: true,
    change: withList(
      "new HttpInstrumentation(), new ExpressInstrumentation({ requestHook: () => void trace.getTracer('own').startSpan('lonely', { root: true }).end() })",
      'import { trace } from "@opentelemetry/api";\n',
    ),
  },
  {
    finding: "some-spans-kept-back",
    made: "a wrapper around the batch processor, beside a class of that kind that is not used",
    step: "initialize-provider",
    says: "OnlyServers",
    unsaid: /Unused/,
    change: {
      [FILE]: instrumentation({
        imports: `${fromSdkTrace("BatchSpanProcessor, type ReadableSpan, type SpanProcessor")}
export class Unused extends BatchSpanProcessor { override onEnd() {} }
class OnlyServers {
  constructor(private readonly inner: SpanProcessor) {}
  onStart(...given: Parameters<SpanProcessor["onStart"]>) { this.inner.onStart(...given); }
  onEnd(span: ReadableSpan) { if (span.kind === 1) this.inner.onEnd(span); }
  forceFlush() { return this.inner.forceFlush(); }
  shutdown() { return this.inner.shutdown(); }
}
`,
        options: options(
          "spanProcessors: [new OnlyServers(new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }))],",
        ),
      }),
    },
  },
  {
    finding: "trace-in-pieces",
    made: "a span of their own in an empty context",
    step: "initialize-provider",
    change: withList(
      "new HttpInstrumentation(), new ExpressInstrumentation({ requestHook: () => context.with(ROOT_CONTEXT, () => trace.getTracer('own').startSpan('lonely').end()) })",
      'import { context, ROOT_CONTEXT, trace } from "@opentelemetry/api";\n',
    ),
  },
];
