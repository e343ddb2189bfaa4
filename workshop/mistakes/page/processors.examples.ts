import { replace, type WrongAnswer } from "../example.ts";
import { setup, without } from "../example-files/page-text.ts";

const SETUP = "frontend/src/instrumentation.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
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
  {
    finding: "processor-missing-in-the-page",
    made: "no span processor, and a comment about something that is switched off",
    step: "frontend-latency",
    unsaid: /switched off/,
    change: {
      [SETUP]: setup([
        [/spanProcessors: .*\n/, "\n"],
        ["// It watches", "// { enabled: false } would switch it off. It watches"],
      ]),
    },
  },
];
