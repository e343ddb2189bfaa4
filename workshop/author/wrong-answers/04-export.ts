import { instrumentation, manifest } from "../instrumentation-text.ts";
import {
  FILE,
  APP,
  PACKAGE,
  WITHOUT_IT,
  options,
  withOptions,
  withVariable,
  fromSdkTrace,
} from "../step-4-changes.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const step = 4;
const BY_HAND = `app.use((_request, _response, next) => {
    const now = String(BigInt(Date.now()) * 1_000_000n);
    const span = { traceId: "5b8aa5a2d2c872e8321cf37308d69df2", spanId: "051581bf3cb55c13", name: "GET /api/activities/home", kind: 2, startTimeUnixNano: now, endTimeUnixNano: now };
    const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ scope: { name: "@opentelemetry/instrumentation-express" }, spans: [span] }] }] });
    const headers = { "content-type": "application/json", "x-honeycomb-team": "practice-abcdefgh" };
    void fetch("https://api.honeycomb.io/v1/traces", { method: "POST", headers, body }).finally(() => next());
  });
  app.use(cors(`;

/** Spans that are sent nowhere, elsewhere, or refused. */
export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "export-failed",
    made: "five milliseconds for Honeycomb's answer",
    step,
    change: withOptions("traceExporter: new OTLPTraceExporter({ timeoutMillis: 5 }),"),
  },
  {
    finding: "exporter-options-unknown",
    made: "endpoint: instead of url:, and no endpoint in compose reaches it",
    entries: ["D27"],
    step,
    change: {
      [FILE]: instrumentation({
        imports: 'import { SimpleSpanProcessor } from "@opentelemetry/sdk-trace";\n',
        options: options(
          'traceExporter: new OTLPTraceExporter({ endpoint: "https://api.honeycomb.io", headers: { "x-honeycomb-team": "nobody" } } as never),',
        ),
      }),
    },
  },
  {
    finding: "endpoint-in-code",
    made: "a protocol that the exporter does not ask for, and the base address",
    step,
    change: withOptions(
      'traceExporter: new OTLPTraceExporter({ protocol: "http/protobuf", url: "https://api.honeycomb.io:443" } as never),',
    ),
  },
  {
    finding: "grpc-exporter",
    made: "the exporter for gRPC",
    entries: ["B10"],
    step,
    inShort: true,
    change: {
      [FILE]: (text) =>
        text.replace("@opentelemetry/exporter-trace-otlp-http", "@opentelemetry/exporter-trace-otlp-grpc"),
    },
  },
  {
    finding: "console-exporter-only",
    made: "spans are only printed",
    entries: ["D46"],
    step,
    change: {
      [FILE]: instrumentation({
        imports: 'import { ConsoleSpanExporter } from "@opentelemetry/sdk-trace";\n',
        options: options("traceExporter: new ConsoleSpanExporter(),"),
      }),
    },
  },
  {
    finding: "endpoint-in-code",
    made: "the base address as url in code",
    entries: ["D27"],
    step,
    inShort: true,
    at: `${FILE}:7`,
    change: {
      [FILE]: instrumentation({
        options: options('traceExporter: new OTLPTraceExporter({ url: "https://api.honeycomb.io" }),'),
      }),
    },
  },
  {
    finding: "endpoint-in-code",
    made: "a collector of another course as url in code",
    entries: ["D28"],
    step,
    change: {
      [FILE]: instrumentation({
        options: options(
          'traceExporter: new OTLPTraceExporter({ url: "http://otel-collector:4318/v1/traces" }),',
        ),
      }),
    },
  },
  {
    finding: "headers-in-code",
    made: "the key of a variable that this process does not have",
    entries: ["D28"],
    step,
    inShort: true,
    change: {
      [FILE]: instrumentation({
        options: options(
          'traceExporter: new OTLPTraceExporter({ headers: { "x-honeycomb-team": `${process.env.HONEYCOMB_API_KEY}` } }),',
        ),
      }),
    },
  },
  {
    finding: "spans-never-sent",
    made: "no exporter at all",
    step,
    change: {
      [FILE]: instrumentation({
        options: options(
          "spanProcessors: [{ onStart() {}, onEnd() {}, async forceFlush() {}, async shutdown() {} }] as never,",
        ),
      }),
    },
  },
  {
    finding: "exported-twice",
    made: "two processors with the same exporter",
    entries: ["D42"],
    outcome: "advice",
    step,
    change: {
      [FILE]: instrumentation({
        imports:
          'import { BatchSpanProcessor, SimpleSpanProcessor } from "@opentelemetry/sdk-trace";\nconst exporter = new OTLPTraceExporter();\n',
        options: options(
          "spanProcessors: [new SimpleSpanProcessor({ exporter }), new BatchSpanProcessor({ exporter })],",
        ),
      }),
    },
  },
  {
    finding: "one-request-per-span",
    made: "SimpleSpanProcessor",
    entries: ["D42"],
    outcome: "advice",
    step,
    change: {
      [FILE]: instrumentation({
        imports: 'import { SimpleSpanProcessor } from "@opentelemetry/sdk-trace";\n',
        options: options("spanProcessors: [new SimpleSpanProcessor({ exporter: new OTLPTraceExporter() })],"),
      }),
    },
  },
  {
    finding: "metrics-and-logs-sent-too",
    made: "metrics and logs left on",
    entries: ["G09"],
    outcome: "advice",
    step,
    change: {
      "docker-compose.yml": (text) => text.replace(/(OTEL_(METRICS|LOGS)_EXPORTER): "none"/g, '$1: "otlp"'),
    },
  },
  {
    finding: "service-name-in-code",
    made: "a second service name in code",
    entries: ["D23"],
    outcome: "advice",
    inShort: true,
    step,
    change: {
      [FILE]: instrumentation({
        options: options('serviceName: "my-app",\n  traceExporter: new OTLPTraceExporter(),'),
      }),
    },
  },
  {
    finding: "sends-elsewhere",
    made: "the environment is changed in code",
    entries: ["D28"],
    step,
    says: "otel-collector:4318",
    change: {
      [FILE]: replace(
        "const sdk",
        'process.env.OTEL_EXPORTER_OTLP_ENDPOINT = "http://otel-collector:4318";\n\nconst sdk',
      ),
    },
  },
  {
    finding: "honeycomb-refused",
    made: "a header set in code, over the environment",
    step,
    inShort: true,
    change: {
      [FILE]: (text) =>
        text.replace(
          "const sdk",
          'process.env.OTEL_EXPORTER_OTLP_HEADERS = "x-honeycomb-team=nobody";\n\nconst sdk',
        ),
    },
  },
  {
    finding: "url-cannot-be-read",
    made: "a url put together from a variable that is not there",
    step,
    says: "undefined/v1/traces",
    change: withOptions(
      "traceExporter: new OTLPTraceExporter({ url: `${process.env.HONEYCOMB_ENDPOINT}/v1/traces` }),",
    ),
  },
  {
    finding: "grpc-exporter",
    made: "grpc by the environment, and no exporter in code",
    entries: ["B10"],
    step,
    says: "OTEL_EXPORTER_OTLP_PROTOCOL",
    change: { ...withOptions(""), ...withVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc") },
  },
  {
    finding: "console-exporter-only",
    made: "a console processor beside traceExporter",
    entries: ["D46"],
    step,
    says: "traceExporter does not count",
    change: withOptions(
      "spanProcessors: [new SimpleSpanProcessor({ exporter: new ConsoleSpanExporter() })],\n  traceExporter: new OTLPTraceExporter(),",
      fromSdkTrace("ConsoleSpanExporter, SimpleSpanProcessor"),
    ),
  },
  {
    finding: "console-exporter-only",
    made: "OTEL_TRACES_EXPORTER: console, and no exporter in code",
    entries: ["D46"],
    step,
    says: "OTEL_TRACES_EXPORTER is console",
    change: { ...withOptions(""), ...withVariable("OTEL_TRACES_EXPORTER", "console") },
  },
  {
    finding: "console-exporter-only",
    made: "an exporter that keeps the spans in memory",
    entries: ["G24"],
    step,
    says: "kept in memory",
    change: withOptions("traceExporter: new InMemorySpanExporter(),", fromSdkTrace("InMemorySpanExporter")),
  },
  {
    finding: "exporter-of-another-kind",
    made: "the exporter for Zipkin",
    step,
    inShort: true,
    change: withOptions(
      "traceExporter: new ZipkinExporter(),",
      'import { ZipkinExporter } from "@opentelemetry/exporter-zipkin";\n',
    ),
  },
  {
    finding: "processor-without-exporter",
    made: "a batch processor with nothing in it",
    step,
    change: withOptions(
      "spanProcessors: [new BatchSpanProcessor({} as never)],",
      fromSdkTrace("BatchSpanProcessor"),
    ),
  },
  {
    finding: "endpoint-in-code",
    made: "the base endpoint of the environment as url",
    entries: ["D27"],
    step,
    change: withOptions(
      "traceExporter: new OTLPTraceExporter({ url: process.env.OTEL_EXPORTER_OTLP_ENDPOINT! }),",
    ),
  },
  {
    finding: "endpoint-in-code",
    made: "a receiver on this machine as url in code",
    entries: ["D28"],
    step,
    says: "localhost:4319",
    change: withOptions('traceExporter: new OTLPTraceExporter({ url: "http://localhost:4319/v1/traces" }),'),
  },
  {
    finding: "headers-in-code",
    made: "the whole header list as the value of one header",
    entries: ["D28"],
    step,
    says: "a whole header list",
    change: withOptions(
      'traceExporter: new OTLPTraceExporter({ headers: { "x-honeycomb-team": process.env.OTEL_EXPORTER_OTLP_HEADERS! } }),',
    ),
  },
  {
    finding: "headers-in-code",
    made: "a line break behind the key",
    step,
    says: "Invalid character",
    change: withOptions(
      'traceExporter: new OTLPTraceExporter({ headers: { "x-honeycomb-team": "nobody\\n" } }),',
    ),
  },
  {
    finding: "endpoint-in-code",
    made: "an address put together in code",
    entries: ["D28"],
    step,
    says: "otel-collector:4318",
    change: {
      [FILE]: instrumentation({
        imports: 'const host = "otel-collector";\n',
        options: options("traceExporter: new OTLPTraceExporter({ url: `http://${host}:4318/v1/traces` }),"),
      }),
    },
  },
  {
    finding: "another-key-arrives",
    made: "somebody else's key in code",
    step,
    inShort: true,
    at: `${FILE}:7`,
    change: withOptions(
      'traceExporter: new OTLPTraceExporter({ headers: { "x-honeycomb-team": "practice-zzzzzzzz" } }),',
    ),
  },
  {
    finding: "telemetry-sent-by-hand",
    made: "a middleware that posts a span of its own",
    step,
    inShort: true,
    change: {
      [FILE]: null,
      [PACKAGE]: manifest(WITHOUT_IT),
      [APP]: replace("app.use(cors(", BY_HAND),
    },
  },
  {
    finding: "export-failed",
    made: "an exporter of their own that fails",
    step,
    inShort: true,
    says: "no prune juice",
    change: withOptions(
      'traceExporter: { export: (_spans: unknown, done: (result: object) => void) => done({ code: 1, error: new Error("no prune juice") }), shutdown: async () => {} } as never,',
    ),
  },
  {
    finding: "flush-never-ended",
    made: "an exporter of their own that never says when it is done",
    step,
    change: withOptions("traceExporter: { export() {}, async shutdown() {} } as never,"),
  },
  {
    finding: "service-name-in-code",
    made: "detectors switched off, and the name with them",
    entries: ["D23"],
    outcome: "advice",
    step,
    says: "unknown_service",
    change: withVariable("OTEL_NODE_RESOURCE_DETECTORS", "none"),
  },
  {
    finding: "sampler-unknown",
    made: "OTEL_TRACES_SAMPLER: always-off",
    entries: ["G02"],
    outcome: "advice",
    step,
    change: withVariable("OTEL_TRACES_SAMPLER", "always-off"),
  },
  {
    finding: "endpoint-in-code",
    made: "a wrong path, and nobody catches what shutdown() throws",
    entries: ["D40"],
    step,
    change: {
      [FILE]: instrumentation({
        options: options(
          'traceExporter: new OTLPTraceExporter({ url: "https://api.honeycomb.io/v1/tracs" }),',
        ),
        stop: 'process.on("SIGTERM", async () => { await sdk.shutdown(); process.exit(0); });\n',
      }),
    },
  },
  {
    finding: "ended-while-it-answered",
    made: "process.exit() in a route",
    step,
    unsaid: /no exporter/,
    change: {
      [APP]: replace(
        "response.json(await homeActivities(signedInUser(request)));",
        "response.json(await homeActivities(signedInUser(request)));\n    process.exit(0);",
      ),
    },
  },
  {
    finding: "some-spans-kept-back",
    made: "a processor of their own that hands on the request alone",
    step,
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
    step,
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
    finding: "spans-never-sent",
    made: "a processor of their own that hands on nothing",
    step,
    unsaid: /Give NodeSDK/,
    change: {
      [FILE]: instrumentation({
        imports: fromSdkTrace("type ReadableSpan"),
        options: options(
          "spanProcessors: [{ onStart() {}, onEnd(_span: ReadableSpan) {}, async forceFlush() {}, async shutdown() {} }],",
        ),
      }),
    },
  },
];
