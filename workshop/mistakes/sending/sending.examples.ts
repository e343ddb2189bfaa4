import { type WrongAnswer, replace } from "../example.ts";
import {
  FILE,
  before,
  PACKAGE,
  fromSdkTrace,
  withOptions,
  APP,
  WITHOUT_IT,
  options,
} from "../example-files/set-up-changes.ts";
import { manifest, instrumentation } from "../example-files/instrumentation-text.ts";

const BY_HAND = `app.use((_request, _response, next) => {
    const now = String(BigInt(Date.now()) * 1_000_000n);
    const span = { traceId: "5b8aa5a2d2c872e8321cf37308d69df2", spanId: "051581bf3cb55c13", name: "GET /api/activities/home", kind: 2, startTimeUnixNano: now, endTimeUnixNano: now };
    const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ scope: { name: "@opentelemetry/instrumentation-express" }, spans: [span] }] }] });
    const headers = { "content-type": "application/json", "x-honeycomb-team": "practice-abcdefgh" };
    void fetch("https://api.honeycomb.io/v1/traces", { method: "POST", headers, body }).finally(() => next());
  });
  app.use(cors(`;

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "variable-set-again",
    made: "the endpoint in front of the start command",
    step: "initialize-provider",
    inShort: true,
    at: `${PACKAGE}:7`,
    says: "The start script sets OTEL_EXPORTER_OTLP_ENDPOINT to http://localhost:4318",
    unsaid: /when it is told nothing/,
    change: before("OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318"),
  },
  {
    finding: "variable-set-again",
    made: "the headers in front of the start command, with a variable of the shell",
    step: "initialize-provider",
    at: `${PACKAGE}:7`,
    says: "The start script sets OTEL_EXPORTER_OTLP_HEADERS",
    change: before("OTEL_EXPORTER_OTLP_HEADERS=x-honeycomb-team=$HONEYCOMB_API_KEY"),
  },
  {
    finding: "variable-set-again",
    made: "the headers written into the environment by the code, in the wrong quotation marks",
    step: "initialize-provider",
    says: "The code sets OTEL_EXPORTER_OTLP_HEADERS",
    change: {
      [FILE]: replace(
        "const sdk",
        () =>
          "process.env.OTEL_EXPORTER_OTLP_HEADERS = 'x-honeycomb-team=${process.env.HONEYCOMB_API_KEY}';\nconst sdk",
      ),
    },
  },
  {
    finding: "variable-set-again",
    made: "Object.assign(process.env, …)",
    step: "initialize-provider",
    says: "The code sets OTEL_EXPORTER_OTLP_ENDPOINT to http://localhost:4318",
    change: {
      [FILE]: replace(
        "const sdk",
        'Object.assign(process.env, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" });\nconst sdk',
      ),
    },
  },
  {
    finding: "variable-set-again",
    made: "the headers deleted from the environment",
    step: "initialize-provider",
    says: "OTEL_EXPORTER_OTLP_HEADERS",
    change: { [FILE]: replace("const sdk", "delete process.env.OTEL_EXPORTER_OTLP_HEADERS;\nconst sdk") },
  },
  {
    finding: "spans-never-sent",
    made: "no exporter at all",
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        options: options(
          "spanProcessors: [{ onStart() {}, onEnd() {}, async forceFlush() {}, async shutdown() {} }] as never,",
        ),
      }),
    },
  },
  {
    finding: "variable-set-again",
    made: "the environment is changed in code",
    entries: ["D28"],
    step: "initialize-provider",
    says: "otel-collector:4318",
    change: {
      [FILE]: replace(
        "const sdk",
        'process.env.OTEL_EXPORTER_OTLP_ENDPOINT = "http://otel-collector:4318";\n\nconst sdk',
      ),
    },
  },
  {
    finding: "variable-set-again",
    made: "a header set in code, over the environment",
    step: "initialize-provider",
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
    finding: "telemetry-sent-by-hand",
    made: "a middleware that posts a span of its own",
    step: "initialize-provider",
    inShort: true,
    change: {
      [FILE]: null,
      [PACKAGE]: manifest(WITHOUT_IT),
      [APP]: replace("app.use(cors(", BY_HAND),
    },
  },
  {
    finding: "export-failed",
    made: "five milliseconds for Honeycomb's answer",
    step: "initialize-provider",
    change: withOptions("traceExporter: new OTLPTraceExporter({ timeoutMillis: 5 }),"),
  },
  {
    finding: "export-failed",
    made: "an exporter of their own that fails",
    step: "initialize-provider",
    inShort: true,
    says: "no prune juice",
    change: withOptions(
      'traceExporter: { export: (_spans: unknown, done: (result: object) => void) => done({ code: 1, error: new Error("no prune juice") }), shutdown: async () => {} } as never,',
    ),
  },
  {
    finding: "flush-never-ended",
    made: "an exporter of their own that never says when it is done",
    step: "initialize-provider",
    change: withOptions("traceExporter: { export() {}, async shutdown() {} } as never,"),
  },
  {
    finding: "spans-never-sent",
    made: "a processor of their own that hands on nothing",
    step: "initialize-provider",
    unsaid: /Give NodeSDK|signal's handler/,
    change: {
      [FILE]: instrumentation({
        imports: fromSdkTrace("type ReadableSpan"),
        options: options(
          "spanProcessors: [{ onStart() {}, onEnd(_span: ReadableSpan) {}, async forceFlush() {}, async shutdown() {} }],",
        ),
      }),
    },
  },
  {
    finding: "spans-never-sent",
    made: "a processor of their own that keeps the exporter to itself, unflushed",
    step: "initialize-provider",
    says: "Keeper",
    unsaid: /signal's handler/,
    change: {
      [FILE]: instrumentation({
        imports: `import type { SpanExporter } from "@opentelemetry/sdk-trace";
class Keeper {
  private readonly waiting: unknown[] = [];
  constructor(readonly exporter: SpanExporter) {}
  onStart() {}
  onEnd(span: unknown) { this.waiting.push(span); }
  async forceFlush() {}
  async shutdown() {}
}
`,
        options: options("spanProcessors: [new Keeper(new OTLPTraceExporter())],"),
      }),
    },
  },
  {
    finding: "sends-elsewhere",
    made: "an exporter that the code makes in a way that cannot be followed",
    step: "initialize-provider",
    says: "http://localhost:4999/v1/traces",
    change: withOptions(
      'traceExporter: Reflect.construct(OTLPTraceExporter, [{ url: "http://localhost:4999/v1/traces" }]),',
    ),
  },
  {
    finding: "honeycomb-refused",
    made: "headers that the code gives in a way that cannot be followed",
    step: "initialize-provider",
    says: "401",
    change: withOptions(
      'traceExporter: Reflect.construct(OTLPTraceExporter, [{ headers: { "x-honeycomb-team": "nobody" } }]),',
    ),
  },
  {
    finding: "variable-set-again",
    made: "the environment under another name, beside a comment and an old copy that set others",
    step: "initialize-provider",
    says: "sets OTEL_EXPORTER_OTLP_ENDPOINT to http://127.0.0.1:4999",
    unsaid: /jaeger/,
    change: {
      "backend/src/a-backup.ts": 'process.env.OTEL_EXPORTER_OTLP_ENDPOINT = "http://jaeger:4318";\n',
      [FILE]: replace(
        "const sdk",
        '// process.env.OTEL_EXPORTER_OTLP_ENDPOINT = "http://jaeger:4318";\nconst { env } = process\nenv["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:4999"\nconst sdk',
      ),
    },
  },
  {
    finding: "resource-never-settles",
    made: "a detector whose promise never settles",
    step: "initialize-provider",
    says: "attribute host.rack",
    fix: '"host.room"',
    change: withOptions(
      `traceExporter: new OTLPTraceExporter(),
  resourceDetectors: [
    {
      detect: () => ({
        attributes: {
          "host.rack": new Promise<string>(() => {}),
          "host.room": "b12",
        },
      }),
    },
  ],`,
    ),
  },
];
