import type { WrongAnswer } from "../example.ts";
import {
  before,
  PACKAGE,
  withOptions,
  withVariable,
  options,
  FILE,
} from "../example-files/set-up-changes.ts";
import { instrumentation } from "../example-files/instrumentation-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "service-name-in-code",
    made: "another service name in front of the start command",
    step: "initialize-provider",
    outcome: "advice",
    at: `${PACKAGE}:7`,
    says: "The start script sets OTEL_SERVICE_NAME to cruddur",
    unsaid: /a name in code/,
    change: before("OTEL_SERVICE_NAME=cruddur"),
  },
  {
    finding: "exported-twice",
    made: "two processors with the same exporter",
    entries: ["D42"],
    outcome: "advice",
    step: "initialize-provider",
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
    step: "initialize-provider",
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
    step: "initialize-provider",
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
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        options: options('serviceName: "my-app",\n  traceExporter: new OTLPTraceExporter(),'),
      }),
    },
  },
  {
    finding: "service-name-in-code",
    made: "detectors switched off, and the name with them",
    entries: ["D23"],
    outcome: "advice",
    step: "initialize-provider",
    says: "unknown_service",
    change: withVariable("OTEL_NODE_RESOURCE_DETECTORS", "none"),
  },
  {
    finding: "service-name-in-code",
    made: "detectors without the one that reads the environment",
    outcome: "advice",
    step: "initialize-provider",
    says: "envDetector",
    unsaid: /resource in the code/,
    change: withOptions(
      "traceExporter: new OTLPTraceExporter(),\n  resourceDetectors: [processDetector],",
      'import { processDetector } from "@opentelemetry/resources";\n',
    ),
  },
  {
    finding: "one-request-per-span",
    made: "SimpleSpanProcessor through a namespace, beside a comment that names the other",
    outcome: "advice",
    step: "initialize-provider",
    fix: "tracing.BatchSpanProcessor",
    change: {
      [FILE]: instrumentation({
        imports: 'import * as tracing from "@opentelemetry/sdk-trace";\n// new BatchSpanProcessor()\n',
        options: options(
          "spanProcessors: [new tracing.SimpleSpanProcessor({ exporter: new OTLPTraceExporter() })],",
        ),
      }),
    },
  },
];
