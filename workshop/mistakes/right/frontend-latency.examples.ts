import { replace, type RightAnswer } from "../example.ts";

const SETUP = "frontend/src/instrumentation.ts";
const MAIN = "frontend/src/main.ts";
const CONFIG = "frontend/vite.config.ts";
const API = "frontend/src/cruddur-api.ts";
const APP = "backend/src/app.ts";
const step = "frontend-latency";
const lines = ["otel-3x", "otel-2x"] as const;
const TARGET = 'process.env.OTLP_TARGET ?? "http://localhost:4318" },';
const allowed = (value: string) => replace(/allowedHeaders: \[.*\],/, value);
const edit =
  (...replacements: readonly (readonly [string | RegExp, string])[]) =>
  (text: string) =>
    replacements.reduce((changed, [part, by]) => replace(part, by)(changed), text);

export const rightAnswers: readonly RightAnswer[] = [
  { made: "the solution", step, lines, inShort: true },
  {
    made: "the protobuf exporter",
    step,
    lines,
    change: { [SETUP]: replace("exporter-trace-otlp-http", "exporter-trace-otlp-proto") },
  },
  {
    made: "another file's name, an expression by hand, and a proxy with options",
    step,
    change: {
      [SETUP]: null,
      "frontend/src/tracing/start.ts": `import { context, propagation, trace } from "@opentelemetry/api";
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { FetchInstrumentation } from "@opentelemetry/instrumentation-fetch";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import { SimpleSpanProcessor, StackContextManager, TracerProvider } from "@opentelemetry/sdk-trace";

context.setGlobalContextManager(new StackContextManager());
propagation.setGlobalPropagator(
  new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
);
trace.setGlobalTracerProvider(
  new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ "service.name": "cruddur-page" })),
    spanProcessors: [
      new SimpleSpanProcessor({ exporter: new OTLPTraceExporter({ url: \`\${location.origin}/v1/traces\` }) }),
    ],
  }),
);
registerInstrumentations({
  instrumentations: [
    new FetchInstrumentation({ ignoreUrls: [/v1\\/traces/], propagateTraceHeaderCorsUrls: /^http:\\/\\/localhost:4567/ }),
  ],
});
`,
      [MAIN]: replace("./instrumentation.ts", "./tracing/start.ts"),
      [CONFIG]: replace(TARGET, '{ target: "http://localhost:4318", changeOrigin: true } },'),
      [APP]: replace(', "traceparent"', ', "traceparent", "tracestate", "baggage"'),
    },
  },
  {
    made: "the public address of a workspace in docker-compose.yml",
    step,
    change: {
      "docker-compose.yml": (text) =>
        text.replace("${FRONTEND_URL:-http://localhost:3000}", "https://3000-cruddur.example"),
    },
  },
  {
    made: "all headers allowed",
    step,
    change: { [APP]: allowed('allowedHeaders: "*",') },
  },
  {
    made: "the headers that were asked for, reflected",
    step,
    change: { [APP]: allowed("") },
  },
  {
    made: "XMLHttpRequest in the place of fetch",
    step,
    change: {
      [SETUP]: edit(
        [
          'import { FetchInstrumentation } from "@opentelemetry/instrumentation-fetch";',
          'import { XMLHttpRequestInstrumentation } from "@opentelemetry/instrumentation-xml-http-request";',
        ],
        ["new FetchInstrumentation(", "new XMLHttpRequestInstrumentation("],
      ),
      [API]: (text) => `${text}
async function fetch(
  url: string,
  { method, headers, body }: { method: string; headers: Record<string, string>; body?: string },
): Promise<Response> {
  return await new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
    request.onerror = () => reject(new TypeError("Failed to fetch"));
    request.send(body);
  });
}
`,
    },
  },
  {
    made: "with the page's loading as an extra",
    step,
    lines,
    change: {
      [SETUP]: (
        text,
      ) => `import { DocumentLoadInstrumentation } from "@opentelemetry/instrumentation-document-load";
${text}
new DocumentLoadInstrumentation();
`,
    },
  },
  {
    made: "spans by hand",
    step,
    lines,
    change: {
      [SETUP]: edit(
        ['import { FetchInstrumentation } from "@opentelemetry/instrumentation-fetch";\n', ""],
        [/new FetchInstrumentation\(.*\n/, ""],
        ['import { BACKEND_URL } from "./backend-url.ts";\n', ""],
      ),
      [API]: edit(
        [
          "import { BACKEND_URL }",
          'import { context, propagation, SpanKind, trace } from "@opentelemetry/api";\nimport { BACKEND_URL }',
        ],
        [
          "  const response = await fetch(",
          `  const span = trace.getTracer("cruddur").startSpan(path, { kind: SpanKind.CLIENT });
  const told: Record<string, string> = {};
  propagation.inject(trace.setSpan(context.active(), span), told);
  const response = await fetch(`,
        ],
        ["    headers: {", "    headers: {\n      ...told,"],
        ["  if (!response.ok)", "  span.end();\n  if (!response.ok)"],
      ),
    },
  },
  {
    made: "the backend behind Vite too, at the page's own origin",
    step,
    change: {
      [CONFIG]: replace(TARGET, '"http://localhost:4318", "/api": "http://localhost:4567" },'),
      "frontend/src/backend-url.ts": 'export const BACKEND_URL = "";\n',
      [SETUP]: edit(
        [/\{ propagateTraceHeaderCorsUrls: .* \}/, ""],
        ['import { BACKEND_URL } from "./backend-url.ts";\n', ""],
      ),
    },
  },
  {
    made: "Vite passes on to Honeycomb itself, and adds the key there",
    step,
    change: {
      [CONFIG]: replace(
        TARGET,
        '{ target: "https://api.honeycomb.io", changeOrigin: true, headers: { "x-honeycomb-team": process.env.HONEYCOMB_API_KEY ?? "" } } },',
      ),
    },
  },
];
