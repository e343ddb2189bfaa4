import { type WrongAnswer, replace } from "../example.ts";
import {
  options,
  APP,
  COMPOSE,
  fromSdkTrace,
  withOptions,
  withVariable,
  FROM_AUTO,
  withList,
  FILE,
} from "../example-files/set-up-changes.ts";
import { instrumentation } from "../example-files/instrumentation-text.ts";

const SETUP = "backend/src/instrumentation.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "sampled-out",
    made: "OTEL_TRACES_SAMPLER left at always_off",
    entries: ["G04"],
    step: "initialize-provider",
    inShort: true,
    change: {
      "docker-compose.yml": replace(/(\n +)(OTEL_METRICS_EXPORTER)/, "$1OTEL_TRACES_SAMPLER: always_off$1$2"),
    },
  },
  {
    finding: "instrumentation-switched-off",
    made: "HTTP is switched off in the map of all instrumentations",
    entries: ["D32"],
    step: "initialize-provider",
    inShort: true,
    at: `${FILE}:9`,
    change: withList(
      'getNodeAutoInstrumentations({ "@opentelemetry/instrumentation-http": { enabled: false } })',
      FROM_AUTO,
    ),
  },
  {
    finding: "instrumentation-switched-off",
    made: "OTEL_NODE_DISABLED_INSTRUMENTATIONS",
    step: "initialize-provider",
    says: "OTEL_NODE_DISABLED_INSTRUMENTATIONS",
    change: {
      ...withList("getNodeAutoInstrumentations()", FROM_AUTO),
      ...withVariable("OTEL_NODE_DISABLED_INSTRUMENTATIONS", "http,express"),
    },
  },
  {
    finding: "requests-are-ignored",
    made: "ignoreIncomingRequestHook that ignores everything",
    step: "initialize-provider",
    inShort: true,
    at: `${FILE}:8`,
    change: withList(
      "new HttpInstrumentation({ ignoreIncomingRequestHook: () => true }), new ExpressInstrumentation()",
    ),
  },
  {
    finding: "requests-are-ignored",
    made: "spans for requests with a parent alone",
    step: "initialize-provider",
    change: withList(
      "new HttpInstrumentation({ requireParentforIncomingSpans: true }), new ExpressInstrumentation()",
    ),
  },
  {
    finding: "layers-are-ignored",
    made: "Express is told to pass over every layer",
    step: "initialize-provider",
    change: withList("new HttpInstrumentation(), new ExpressInstrumentation({ ignoreLayers: [/.*/] })"),
  },
  {
    finding: "sampled-out",
    made: "AlwaysOffSampler in code",
    entries: ["G04"],
    step: "initialize-provider",
    at: `${FILE}:8`,
    change: withOptions(
      "sampler: new AlwaysOffSampler(),\n  traceExporter: new OTLPTraceExporter(),",
      fromSdkTrace("AlwaysOffSampler"),
    ),
  },
  {
    finding: "sampled-out",
    made: "one trace in ten thousand",
    entries: ["G04"],
    step: "initialize-provider",
    says: "0.0001",
    change: {
      [COMPOSE]: replace(
        /(\n +)(OTEL_METRICS_EXPORTER)/,
        '$1OTEL_TRACES_SAMPLER: traceidratio$1OTEL_TRACES_SAMPLER_ARG: "0.0001"$1$2',
      ),
    },
  },
  {
    finding: "sampled-out",
    made: "a sampler of their own that lets the request go and keeps its layers",
    step: "initialize-provider",
    says: "such as GET",
    unsaid: /no span made by the Express/,
    change: {
      [FILE]: instrumentation({
        imports: 'import { SamplingDecision } from "@opentelemetry/sdk-trace";\n',
        options: options(`traceExporter: new OTLPTraceExporter(),
  sampler: {
    shouldSample: (_context: unknown, _traceId: string, name: string) => ({
      decision: name === "GET" ? SamplingDecision.NOT_RECORD : SamplingDecision.RECORD_AND_SAMPLED,
    }),
    toString: () => "quiet",
  },`),
      }),
    },
  },
  {
    finding: "requests-are-ignored",
    made: "requests are ignored, so that all spans in them are blanks with one id",
    step: "user-fields",
    unsaid: /ended by another|is beside it/,
    change: {
      [SETUP]: replace(
        "new HttpInstrumentation({",
        "new HttpInstrumentation({ ignoreIncomingRequestHook: () => true,",
      ),
    },
  },
  {
    finding: "requests-are-ignored",
    made: "every request is ignored, beside an app that disables a header",
    step: "initialize-provider",
    says: "returns true for every request",
    unsaid: /switched off/,
    change: {
      ...withList(
        "new HttpInstrumentation({ ignoreIncomingRequestHook: () => true }), new ExpressInstrumentation()",
      ),
      [APP]: replace(
        "const app = express();",
        'const expressApp = express();\n  expressApp.disable("x-powered-by");\n  const app = expressApp;',
      ),
    },
  },
  {
    finding: "requests-are-ignored",
    made: "the options of HTTP come from a module, with a hook that has a name",
    step: "initialize-provider",
    at: "backend/src/http-options.ts:2",
    change: {
      ...withList(
        "new Http.HttpInstrumentation(httpOptions), new ExpressInstrumentation()",
        'import * as Http from "@opentelemetry/instrumentation-http";\nimport { httpOptions } from "./http-options.ts";\n',
      ),
      "backend/src/http-options.ts":
        "const ignoreAll = () => true;\nexport const httpOptions = { ignoreIncomingRequestHook: ignoreAll };\n",
    },
  },
  {
    finding: "instrumentation-switched-off",
    made: "http.disable() after the start",
    step: "initialize-provider",
    says: "http.disable()",
    change: {
      [FILE]: instrumentation({
        imports: "const http = new HttpInstrumentation();\n",
        options:
          "{ traceExporter: new OTLPTraceExporter(), instrumentations: [http, new ExpressInstrumentation()] }",
        start: "sdk.start();\nhttp.disable();",
      }),
    },
  },
  {
    finding: "sampled-out",
    made: "a sampler in options that are spread, under another name",
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        imports: `import { AlwaysOffSampler as Never } from "@opentelemetry/sdk-trace";\nconst quiet = { sampler: new Never() };\n`,
        options: options("...quiet,\n  traceExporter: new OTLPTraceExporter(),"),
      }),
    },
  },
];
