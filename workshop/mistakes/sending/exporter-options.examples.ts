import type { WrongAnswer } from "../example.ts";
import { withOptions, options, FILE } from "../set-up-changes.ts";
import { instrumentation } from "../instrumentation-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "exporter-options-unknown",
    made: "endpoint: instead of url:, and no endpoint in compose reaches it",
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
];
