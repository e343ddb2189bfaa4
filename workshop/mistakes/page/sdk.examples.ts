import { type WrongAnswer, replace } from "../example.ts";
import { inFunction, setup, without, proxy, notLoaded } from "../page-text.ts";

const SETUP = "frontend/src/instrumentation.ts";
const MAIN = "frontend/src/main.ts";
const CONFIG = "frontend/vite.config.ts";
const APP = "backend/src/app.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "page-instrumentation-missing",
    made: "nothing was written yet",
    step: "frontend-latency",
    change: { [SETUP]: null, [MAIN]: notLoaded, [CONFIG]: proxy(""), [APP]: without(', "traceparent"') },
  },
  {
    finding: "web-sdk-of-another-age",
    made: "provider.register()",
    entries: ["D19"],
    step: "frontend-latency",
    change: {
      [SETUP]: replace("trace.setGlobalTracerProvider(provider);", "(provider as any).register();"),
    },
  },
  {
    finding: "web-sdk-of-another-age",
    made: "provider.addSpanProcessor()",
    entries: ["D17"],
    step: "frontend-latency",
    change: {
      [SETUP]: setup([
        [/spanProcessors: .*\n/, "\n"],
        [
          "trace.setGlobalTracerProvider(provider);",
          "(provider as any).addSpanProcessor(new BatchSpanProcessor({ exporter }));\ntrace.setGlobalTracerProvider(provider);",
        ],
      ]),
    },
  },
  {
    finding: "web-sdk-of-another-age",
    made: "new Resource()",
    entries: ["D20"],
    step: "frontend-latency",
    change: {
      [SETUP]: setup([
        ["import { resourceFromAttributes }", "import { Resource }"],
        ["resourceFromAttributes(", "new Resource("],
      ]),
    },
  },
  {
    finding: "web-processor-without-exporter",
    made: "new BatchSpanProcessor(exporter)",
    entries: ["D25"],
    step: "frontend-latency",
    change: { [SETUP]: replace("{ exporter, scheduledDelayMillis: 500 }", "exporter as any") },
  },
  {
    finding: "web-resource-is-plain",
    made: "the resource is a plain object",
    entries: ["D21"],
    step: "frontend-latency",
    change: {
      [SETUP]: replace(
        'resourceFromAttributes({ "service.name": "frontend" })',
        '{ "service.name": "frontend" } as any',
      ),
    },
  },
  {
    finding: "page-instrumentation-not-loaded",
    made: "nobody imports the file",
    step: "frontend-latency",
    change: { [MAIN]: notLoaded },
  },
  {
    finding: "web-provider-not-registered",
    made: "the provider is made and not registered",
    step: "frontend-latency",
    change: { [SETUP]: without("trace.setGlobalTracerProvider(provider);\n") },
  },
  {
    finding: "web-provider-not-registered",
    made: "the same, with the processor's options in a variable",
    step: "frontend-latency",
    unsaid: /The processor got no exporter/,
    change: {
      [SETUP]: setup([
        ["trace.setGlobalTracerProvider(provider);\n", ""],
        ["const provider", "const options = { exporter, scheduledDelayMillis: 500 };\n\nconst provider"],
        [/BatchSpanProcessor\(\{.*\}\)/, "BatchSpanProcessor(options)"],
      ]),
    },
  },
  {
    finding: "fetch-is-not-watched",
    made: "no FetchInstrumentation",
    step: "frontend-latency",
    change: { [SETUP]: without(/new FetchInstrumentation\(.*\n/) },
  },
  {
    finding: "fetch-is-not-watched",
    made: "the instrumentation is switched off",
    step: "frontend-latency",
    change: { [SETUP]: replace("new FetchInstrumentation({", "new FetchInstrumentation({ enabled: false,") },
  },
  {
    finding: "web-sampled-away",
    made: "AlwaysOffSampler",
    entries: ["G01"],
    step: "frontend-latency",
    change: {
      [SETUP]: setup([
        ["StackContextManager,", "StackContextManager, AlwaysOffSampler,"],
        ["spanProcessors:", "sampler: new AlwaysOffSampler(),\n  spanProcessors:"],
      ]),
    },
  },
  {
    finding: "processor-missing-in-the-page",
    made: "no span processor",
    step: "frontend-latency",
    change: { [SETUP]: without(/spanProcessors: .*\n/) },
  },
  {
    finding: "flush-on-leaving-is-off",
    made: "disableAutoFlushOnDocumentHide",
    step: "frontend-latency",
    change: {
      [SETUP]: replace("scheduledDelayMillis: 500", "disableAutoFlushOnDocumentHide: true"),
    },
  },
  {
    finding: "web-setup-not-called",
    made: "a function that nobody calls",
    step: "frontend-latency",
    says: "startTracing()",
    change: { [SETUP]: inFunction },
  },
  {
    finding: "spans-stay-in-the-browser",
    made: "ConsoleSpanExporter",
    step: "frontend-latency",
    change: {
      [SETUP]: setup([
        ["BatchSpanProcessor,", "BatchSpanProcessor, ConsoleSpanExporter,"],
        [/new OTLPTraceExporter\(.*\)/, "new ConsoleSpanExporter()"],
      ]),
    },
  },
  {
    finding: "web-provider-shut-down",
    made: "provider.shutdown() at the end",
    step: "frontend-latency",
    change: { [SETUP]: (text) => `${text}\nawait provider.shutdown();\n` },
  },
  {
    finding: "processor-missing-in-the-page",
    made: "spanProcessor, in the singular",
    step: "frontend-latency",
    change: { [SETUP]: replace(/spanProcessors: \[(.*)\],/, "spanProcessor: $1,") },
  },
  {
    finding: "processor-missing-in-the-page",
    made: "a second, empty provider is registered",
    step: "frontend-latency",
    change: { [SETUP]: replace("Provider(provider)", "Provider(new TracerProvider())") },
  },
];
