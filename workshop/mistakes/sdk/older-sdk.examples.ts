import { type WrongAnswer, replace } from "../example.ts";
import { withOptions, FROM_AUTO, fromSdkTrace, options, FILE } from "../example-files/set-up-changes.ts";
import { instrumentation } from "../example-files/instrumentation-text.ts";

const HOME_FILE = "backend/src/services/home-activities.ts";
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "written-for-an-older-sdk",
    made: "the whole file was copied from an article of 2023",
    entries: ["D48", "D19", "D24"],
    step: "initialize-provider",
    inShort: true,
    change: {
      [FILE]: instrumentation({
        imports:
          'import { Resource } from "@opentelemetry/resources";\nimport { BatchSpanProcessor } from "@opentelemetry/sdk-trace";\n',
        options: options(
          'resource: new Resource({ "service.name": "backend" }),\n  spanProcessor: new BatchSpanProcessor(new OTLPTraceExporter()),',
        ),
      }),
    },
  },
  {
    finding: "removed-api",
    made: "new Resource()",
    entries: ["D19"],
    step: "initialize-provider",
    inShort: true,
    change: {
      [FILE]: instrumentation({
        imports: 'import { Resource } from "@opentelemetry/resources";\n',
        options: options(
          'resource: new Resource({ "service.name": "backend" }),\n  traceExporter: new OTLPTraceExporter(),',
        ),
      }),
    },
  },
  {
    finding: "removed-api",
    made: "a plain object as resource",
    entries: ["D21"],
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        options: options(
          'resource: { "service.name": "backend" } as never,\n  traceExporter: new OTLPTraceExporter(),',
        ),
      }),
    },
  },
  {
    finding: "removed-api",
    made: "sdk.start().then(…)",
    entries: ["D15"],
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({ start: '(sdk.start() as any).then(() => console.log("tracing"));' }),
    },
  },
  {
    finding: "removed-api",
    made: "provider.addSpanProcessor()",
    entries: ["D17"],
    step: "initialize-provider",
    change: {
      [FILE]: `import { TracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
const provider = new TracerProvider();
(provider as any).addSpanProcessor(new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }));
`,
    },
  },
  {
    finding: "removed-api",
    made: "tracing taken from sdk-node",
    entries: ["D20"],
    step: "initialize-provider",
    change: {
      [FILE]: `import * as node from "@opentelemetry/sdk-node";
const { tracing } = node as any;
new node.NodeSDK({ traceExporter: new tracing.ConsoleSpanExporter() }).start();
`,
    },
  },
  {
    finding: "removed-api",
    made: "instrumentation classes without new",
    entries: ["D31"],
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        options:
          "{\n  traceExporter: new OTLPTraceExporter(),\n  instrumentations: [HttpInstrumentation, ExpressInstrumentation] as never,\n}",
      }),
    },
  },
  {
    finding: "removed-api",
    made: "a text as sampler",
    entries: ["G02"],
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        options: options('sampler: "always_on" as never,\n  traceExporter: new OTLPTraceExporter(),'),
      }),
    },
  },
  {
    finding: "processor-given-the-exporter-itself",
    made: "new BatchSpanProcessor(exporter)",
    entries: ["D25"],
    step: "initialize-provider",
    inShort: true,
    at: `${FILE}:8`,
    change: {
      [FILE]: instrumentation({
        imports: 'import { BatchSpanProcessor } from "@opentelemetry/sdk-trace";\n',
        options: options("spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter() as never)],"),
      }),
    },
  },
  {
    finding: "options-in-singular",
    made: "exporter instead of traceExporter",
    entries: ["D24"],
    outcome: "advice",
    inShort: true,
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        options: options("exporter: new OTLPTraceExporter(),").replace("}", "} as never"),
      }),
    },
  },
  {
    finding: "written-for-an-older-sdk",
    made: "the provider by hand of 2022, with register()",
    entries: ["D48", "D17", "C12"],
    step: "initialize-provider",
    change: {
      [FILE]: `import { Resource } from "@opentelemetry/resources";
import { SemanticResourceAttributes } from "@opentelemetry/semantic-conventions";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
const provider = new NodeTracerProvider({ resource: new Resource({ [SemanticResourceAttributes.SERVICE_NAME]: "backend" }) });
provider.addSpanProcessor(new BatchSpanProcessor(new OTLPTraceExporter()));
provider.register();
`,
    },
  },
  {
    finding: "written-for-an-older-sdk",
    made: "Honeycomb's distribution, with a promise from start()",
    entries: ["C19", "D15"],
    step: "initialize-provider",
    change: {
      [FILE]: `import { HoneycombSDK } from "@honeycombio/opentelemetry-node";
const sdk = new HoneycombSDK({ instrumentations: [] });
sdk.start().then(() => console.log("Tracing initialized"));
`,
    },
  },
  {
    finding: "written-for-an-older-sdk",
    made: "the packages of before 1.0",
    step: "initialize-provider",
    change: {
      [FILE]: `import { NodeTracerProvider } from "@opentelemetry/node";
import { SimpleSpanProcessor } from "@opentelemetry/tracing";
const provider = new NodeTracerProvider();
provider.addSpanProcessor(new SimpleSpanProcessor(undefined as never));
provider.register();
`,
    },
  },
  {
    finding: "removed-api",
    made: "register() of the 3.x provider",
    step: "initialize-provider",
    change: {
      [FILE]: `${fromSdkTrace("BatchSpanProcessor, TracerProvider")}import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })] });
(provider as any).register();
`,
    },
  },
  {
    finding: "removed-api",
    made: "getNodeAutoInstrumentations without ()",
    entries: ["D31"],
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        imports: FROM_AUTO,
        options:
          "{\n  traceExporter: new OTLPTraceExporter(),\n  instrumentations: getNodeAutoInstrumentations as never,\n}",
      }),
    },
  },
  {
    finding: "removed-api",
    made: "an exporter without new",
    step: "initialize-provider",
    change: { [FILE]: replace("new OTLPTraceExporter()", "OTLPTraceExporter as never") },
  },
  {
    finding: "removed-api",
    made: "an exporter in the list of processors",
    step: "initialize-provider",
    change: withOptions("spanProcessors: [new OTLPTraceExporter()] as never,"),
  },
  {
    finding: "removed-api",
    made: "NodeSDK imported without braces",
    step: "initialize-provider",
    change: { [FILE]: replace("import { NodeSDK }", "import NodeSDK") },
  },
  {
    finding: "processor-given-the-exporter-itself",
    made: "new SimpleSpanProcessor(exporter)",
    entries: ["D25"],
    step: "initialize-provider",
    change: withOptions(
      "spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter() as never)],",
      fromSdkTrace("SimpleSpanProcessor"),
    ),
  },
  {
    finding: "old-semantic-names",
    made: "SemanticResourceAttributes",
    entries: ["C22"],
    outcome: "advice",
    step: "initialize-provider",
    change: withOptions(
      'resource: resourceFromAttributes({ [SemanticResourceAttributes.SERVICE_NAME]: "backend" }),\n  traceExporter: new OTLPTraceExporter(),',
      'import { resourceFromAttributes } from "@opentelemetry/resources";\nimport { SemanticResourceAttributes } from "@opentelemetry/semantic-conventions";\n',
    ),
  },
  {
    finding: "removed-api",
    made: "a map of instrumentations instead of a list",
    step: "initialize-provider",
    says: "instrumentations takes a list",
    change: {
      [FILE]: instrumentation({
        options:
          "{ traceExporter: new OTLPTraceExporter(), instrumentations: { http: new HttpInstrumentation(), express: new ExpressInstrumentation() } as never }",
      }),
    },
  },
  {
    finding: "old-semantic-names",
    made: "http.method of 2023",
    entries: ["E25"],
    step: "span-fields",
    outcome: "advice",
    change: {
      [HOME_FILE]: replace(SET_LENGTH, `${SET_LENGTH}\n      span.setAttribute("http.method", "GET");`),
    },
  },
  {
    finding: "options-in-singular",
    made: "traceExporterr, which the environment makes up for",
    outcome: "advice",
    step: "initialize-provider",
    says: "called traceExporter",
    change: { [FILE]: replace("traceExporter:", "traceExporterr:") },
  },
  {
    finding: "options-in-singular",
    outcome: "advice",
    made: "instrumentions",
    step: "initialize-provider",
    says: "called instrumentations",
    fix: "instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()]",
    change: { [FILE]: replace("instrumentations:", "instrumentions:") },
  },
  {
    finding: "options-in-singular",
    outcome: "advice",
    made: "instrumentation in the singular, in options of another file",
    step: "initialize-provider",
    at: "backend/src/options.ts:3",
    change: {
      [FILE]: instrumentation({ imports: 'import { options } from "./options.ts";\n', options: "options" }),
      "backend/src/options.ts":
        'import { getNodeAutoInstrumentations } from "@opentelemetry/auto-instrumentations-node";\nexport const options = {\n  instrumentation: [getNodeAutoInstrumentations()],\n};\n',
    },
  },
];
