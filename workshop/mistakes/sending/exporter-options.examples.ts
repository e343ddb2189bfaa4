import { replace, type WrongAnswer } from "../example.ts";
import { COMPOSE, withOptions, options, FILE } from "../example-files/set-up-changes.ts";
import { instrumentation } from "../example-files/instrumentation-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "headers-in-code",
    made: "a made-up key in headers, beside endpoint: instead of url:",
    entries: ["D27"],
    step: "initialize-provider",
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
    step: "initialize-provider",
    change: withOptions(
      'traceExporter: new OTLPTraceExporter({ protocol: "http/protobuf", url: "https://api.honeycomb.io:443" } as never),',
    ),
  },
  {
    finding: "endpoint-in-code",
    made: "the base address as url in code",
    entries: ["D27"],
    step: "initialize-provider",
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
    step: "initialize-provider",
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
    step: "initialize-provider",
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
    finding: "url-cannot-be-read",
    made: "a url put together from a variable that is not there",
    step: "initialize-provider",
    says: "undefined/v1/traces",
    change: withOptions(
      "traceExporter: new OTLPTraceExporter({ url: `${process.env.HONEYCOMB_ENDPOINT}/v1/traces` }),",
    ),
  },
  {
    finding: "endpoint-in-code",
    made: "the base endpoint of the environment as url",
    entries: ["D27"],
    step: "initialize-provider",
    change: withOptions(
      "traceExporter: new OTLPTraceExporter({ url: process.env.OTEL_EXPORTER_OTLP_ENDPOINT! }),",
    ),
  },
  {
    finding: "endpoint-in-code",
    made: "a receiver on this machine as url in code",
    entries: ["D28"],
    step: "initialize-provider",
    says: "localhost:4319",
    change: withOptions('traceExporter: new OTLPTraceExporter({ url: "http://localhost:4319/v1/traces" }),'),
  },
  {
    finding: "headers-in-code",
    made: "the whole header list as the value of one header",
    entries: ["D28"],
    step: "initialize-provider",
    says: "a whole header list",
    change: withOptions(
      'traceExporter: new OTLPTraceExporter({ headers: { "x-honeycomb-team": process.env.OTEL_EXPORTER_OTLP_HEADERS! } }),',
    ),
  },
  {
    finding: "headers-in-code",
    made: "a line break behind the key",
    step: "initialize-provider",
    says: "Invalid character",
    change: withOptions(
      'traceExporter: new OTLPTraceExporter({ headers: { "x-honeycomb-team": "nobody\\n" } }),',
    ),
  },
  {
    finding: "endpoint-in-code",
    made: "an address put together in code",
    entries: ["D28"],
    step: "initialize-provider",
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
    step: "initialize-provider",
    inShort: true,
    at: `${FILE}:7`,
    change: withOptions(
      'traceExporter: new OTLPTraceExporter({ headers: { "x-honeycomb-team": "practice-zzzzzzzz" } }),',
    ),
  },
  {
    finding: "endpoint-in-code",
    made: "a wrong path, and nobody catches what shutdown() throws",
    entries: ["D40"],
    step: "initialize-provider",
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
    finding: "exporter-options-unknown",
    made: "endpoint: instead of url:, and the environment says it anyway",
    entries: ["D27"],
    step: "initialize-provider",
    outcome: "advice",
    says: "no option endpoint",
    change: withOptions(
      'traceExporter: new OTLPTraceExporter({ endpoint: "https://api.honeycomb.io" } as never),',
    ),
  },
  {
    finding: "endpoint-in-code",
    made: "an old copy beside it with another url and the exporter for gRPC",
    step: "initialize-provider",
    says: "http://localhost:4999/v1/traces",
    at: `${FILE}:7`,
    unsaid: /backup|gRPC|jaeger/,
    change: {
      ...withOptions('traceExporter: new OTLPTraceExporter({ url: "http://localhost:4999/v1/traces" }),'),
      "backend/src/instrumentation.backup.ts": `import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-grpc";
export const exporter = new OTLPTraceExporter({ url: "http://jaeger:4317" });
`,
    },
  },
  {
    finding: "endpoint-in-code",
    made: "metrics that get 404 from Honeycomb, and spans that go elsewhere",
    step: "initialize-provider",
    says: "http://localhost:4999/v1/traces",
    unsaid: /posted|404/,
    change: {
      ...withOptions('traceExporter: new OTLPTraceExporter({ url: "http://localhost:4999/v1/traces" }),'),
      [COMPOSE]: replace(
        /( +)OTEL_METRICS_EXPORTER: "none"/,
        '$1OTEL_METRICS_EXPORTER: "otlp"\n$1OTEL_METRIC_EXPORT_INTERVAL: "500"\n$1OTEL_METRIC_EXPORT_TIMEOUT: "400"\n$1OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: "https://api.honeycomb.io/v1/metrix"',
      ),
    },
  },
  {
    finding: "endpoint-in-code",
    made: "options in another file, under another name, through a spread",
    step: "initialize-provider",
    at: "backend/src/telemetry-options.ts:2",
    change: {
      "backend/src/telemetry-options.ts": `export const target = {
  url: "https://api.honeycomb.io/v1/trace",
  concurrencyLimit: 10,
};
`,
      [FILE]: instrumentation({
        imports: 'import { target } from "./telemetry-options.ts";\nconst Exporter = OTLPTraceExporter;\n',
        options: options("traceExporter: new Exporter({ ...target }),"),
      }),
    },
  },
  {
    finding: "endpoint-in-code",
    made: "a class of their own around the exporter, on one line and with CRLF",
    step: "initialize-provider",
    says: "/v1/spans of api.honeycomb.io",
    change: {
      [FILE]: instrumentation({
        imports:
          'class ToHoneycomb extends OTLPTraceExporter { constructor() { super({ url: "https://api.honeycomb.io/v1/spans" }) } }\n',
        options: options("traceExporter: new ToHoneycomb(),"),
      }).replaceAll("\n", "\r\n"),
    },
  },
  {
    finding: "headers-in-code",
    made: "the key read from a variable under a name that nothing sets, by a factory",
    step: "initialize-provider",
    says: 'the word "undefined"',
    change: {
      [FILE]: instrumentation({
        imports:
          'const headers = (key = process.env.HONEYCOMB_KEY) => ({ "x-honeycomb-team": String(key) });\n',
        options: options("traceExporter: new OTLPTraceExporter({ headers: headers() }),"),
      }),
    },
  },
  {
    finding: "export-timed-out",
    made: "five milliseconds to send in",
    step: "initialize-provider",
    says: "timeoutMillis gives the exporter 5 ms",
    change: withOptions("traceExporter: new OTLPTraceExporter({ timeoutMillis: 5 }),"),
  },
];
