import { type WrongAnswer, replace } from "../example.ts";
import { home } from "../example-files/home-text.ts";
import { frame } from "../example-files/span-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const SETUP = "backend/src/instrumentation.ts";
const NAME = '"home-activities-mock-data"';
const SEARCH_SPAN = '"search-activities-mock-data"';
const SEARCH = "backend/src/services/search-activities.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "span-is-a-root",
    made: "the option root",
    entries: ["E03"],
    step: "custom-span",
    inShort: true,
    at: `${FILE}:10`,
    change: { [FILE]: replace(`${NAME}, async`, `${NAME}, { root: true }, async`) },
  },
  {
    finding: "span-is-a-root",
    made: "ROOT_CONTEXT as the parent",
    entries: ["E04"],
    step: "custom-span",
    change: {
      [FILE]: frame({
        imports: 'import { ROOT_CONTEXT, trace } from "@opentelemetry/api";',
        call: `tracer.startActiveSpan(${NAME}, {}, ROOT_CONTEXT, async (span) =>`,
      }),
    },
  },
  {
    finding: "span-under-another-request",
    made: "the first request's context is kept for all",
    entries: ["F11"],
    step: "custom-span",
    inShort: true,
    change: {
      [FILE]: frame({
        imports: 'import { context, trace, type Context } from "@opentelemetry/api";',
        top: 'const tracer = trace.getTracer("home.activities");\nlet kept: Context | undefined;',
        call: `tracer.startActiveSpan(${NAME}, {}, (kept ??= context.active()), async (span) =>`,
      }),
    },
  },
  {
    finding: "span-not-recorded",
    made: "tracing suppressed around the span",
    unsaid: /is ended by another/,
    step: "custom-span",
    change: {
      [FILE]: home({
        imports:
          'import { context, trace } from "@opentelemetry/api";\nimport { suppressTracing } from "@opentelemetry/core";',
        body: `const span = tracer.startSpan(${NAME}, {}, suppressTracing(context.active()));
    try {
      WORK
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "span-kept-back",
    made: "a span processor that lets only requests through",
    step: "custom-span",
    change: {
      [SETUP]: (text) =>
        text
          .replace(
            'import { NodeSDK } from "@opentelemetry/sdk-node";',
            `import { NodeSDK } from "@opentelemetry/sdk-node";
import { BatchSpanProcessor, type ReadableSpan } from "@opentelemetry/sdk-trace";

class OnlyHttp extends BatchSpanProcessor {
  override onEnd(span: ReadableSpan) {
    if (span.instrumentationScope.name.startsWith("@opentelemetry/")) super.onEnd(span);
  }
}`,
          )
          .replace(
            "traceExporter: new OTLPTraceExporter()",
            "spanProcessors: [new OnlyHttp({ exporter: new OTLPTraceExporter() })]",
          ),
    },
  },
  {
    finding: "parent-of-nobody",
    made: "a parent that was made up",
    entries: ["G16"],
    step: "custom-span",
    inShort: true,
    change: {
      [FILE]: frame({
        imports: 'import { ROOT_CONTEXT, trace, TraceFlags } from "@opentelemetry/api";',
        top: `const tracer = trace.getTracer("home.activities");
const parent = trace.setSpanContext(ROOT_CONTEXT, {
  traceId: "0af7651916cd43dd8448eb211c80319c",
  spanId: "b7ad6b7169203331",
  traceFlags: TraceFlags.SAMPLED,
});`,
        call: `tracer.startActiveSpan(${NAME}, {}, parent, async (span) =>`,
      }),
    },
  },
  {
    finding: "span-is-a-root",
    made: "a root of its own",
    entries: ["E03"],
    step: "user-fields",
    inShort: true,
    change: { [SEARCH]: replace(`${SEARCH_SPAN}, async`, `${SEARCH_SPAN}, { root: true }, async`) },
  },
  {
    finding: "span-is-a-root",
    made: "root in options of another constant, beside a kind",
    step: "custom-span",
    says: "The option root: true",
    unsaid: /Leave options/,
    change: {
      [FILE]: frame({
        imports: 'import { SpanKind, trace } from "@opentelemetry/api";',
        top: 'const tracer = trace.getTracer("home.activities");\nconst options = { kind: SpanKind.INTERNAL, root: true };',
        call: `tracer.startActiveSpan(${NAME}, options, async (span) =>`,
      }),
    },
  },
];
