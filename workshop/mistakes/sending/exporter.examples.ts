import { type WrongAnswer, replace } from "../example.ts";
import {
  FILE,
  before,
  fromSdkTrace,
  withVariable,
  withOptions,
  options,
} from "../example-files/set-up-changes.ts";
import { instrumentation } from "../example-files/instrumentation-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "console-exporter-only",
    made: "OTEL_TRACES_EXPORTER=console in front of the start command",
    step: "initialize-provider",
    says: "OTEL_TRACES_EXPORTER is console",
    change: {
      ...before("OTEL_TRACES_EXPORTER=console"),
      [FILE]: replace("  traceExporter: new OTLPTraceExporter(),\n", ""),
    },
  },
  {
    finding: "grpc-exporter",
    made: "the exporter for gRPC",
    entries: ["B10"],
    step: "initialize-provider",
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
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        imports: 'import { ConsoleSpanExporter } from "@opentelemetry/sdk-trace";\n',
        options: options("traceExporter: new ConsoleSpanExporter(),"),
      }),
    },
  },
  {
    finding: "grpc-exporter",
    made: "grpc by the environment, and no exporter in code",
    entries: ["B10"],
    step: "initialize-provider",
    says: "OTEL_EXPORTER_OTLP_PROTOCOL",
    change: { ...withOptions(""), ...withVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc") },
  },
  {
    finding: "console-exporter-only",
    made: "a console processor beside traceExporter",
    entries: ["D46"],
    step: "initialize-provider",
    says: "ignores traceExporter",
    change: withOptions(
      "spanProcessors: [new SimpleSpanProcessor({ exporter: new ConsoleSpanExporter() })],\n  traceExporter: new OTLPTraceExporter(),",
      fromSdkTrace("ConsoleSpanExporter, SimpleSpanProcessor"),
    ),
  },
  {
    finding: "console-exporter-only",
    made: "OTEL_TRACES_EXPORTER: console, and no exporter in code",
    entries: ["D46"],
    step: "initialize-provider",
    says: "OTEL_TRACES_EXPORTER is console",
    change: { ...withOptions(""), ...withVariable("OTEL_TRACES_EXPORTER", "console") },
  },
  {
    finding: "console-exporter-only",
    made: "an exporter that keeps the spans in memory",
    entries: ["G24"],
    step: "initialize-provider",
    says: "kept in memory",
    change: withOptions("traceExporter: new InMemorySpanExporter(),", fromSdkTrace("InMemorySpanExporter")),
  },
  {
    finding: "exporter-of-another-kind",
    made: "the exporter for Zipkin",
    step: "initialize-provider",
    inShort: true,
    change: withOptions(
      "traceExporter: new ZipkinExporter(),",
      'import { ZipkinExporter } from "@opentelemetry/exporter-zipkin";\n',
    ),
  },
  {
    finding: "processor-without-exporter",
    made: "a batch processor with nothing in it",
    step: "initialize-provider",
    change: withOptions(
      "spanProcessors: [new BatchSpanProcessor({} as never)],",
      fromSdkTrace("BatchSpanProcessor"),
    ),
  },
];
