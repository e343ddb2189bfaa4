import { replace, type WrongAnswer } from "../wrong-answer.ts";

const SETUP = "frontend/src/instrumentation.ts";
const MAIN = "frontend/src/main.ts";
const CONFIG = "frontend/vite.config.ts";
const APP = "backend/src/app.ts";
const MODULES = "frontend/node_modules";
const step = 8;
/** Has the shape of a key, and opens nothing. */
const FAKE_KEY = `hcaik_${"0".repeat(58)}`;
const API = "frontend/src/cruddur-api.ts";
const without = (words: string | RegExp) => replace(words, "");
const exporter = (options: string) => replace('{ url: "/v1/traces" }', options);
const propagates = (value: string) => replace("[new RegExp(`^${BACKEND_URL}/`)]", value);
const notLoaded = without('import "./instrumentation.ts";\n');
const TARGET = 'process.env.OTLP_TARGET ?? "http://localhost:4318" },';
const proxy = (line: string) => replace(`proxy: { "/v1/traces": ${TARGET}`, line);
const setup = (replacements: readonly (readonly [string | RegExp, string])[]) => (text: string) =>
  replacements.reduce((changed, [part, by]) => replace(part, by)(changed), text);

const inFunction = (text: string) =>
  `${replace("// The page's own", "export function startTracing() {\n// The page's own")(text)}}\n`;

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "no-browser-here",
    made: "the machine has no browser",
    step,
    shell: { WORKSHOP_BROWSER: "$ROOT/no-such-browser" },
  },
  {
    finding: "page-instrumentation-missing",
    made: "nothing was written yet",
    step,
    change: { [SETUP]: null, [MAIN]: notLoaded, [CONFIG]: proxy(""), [APP]: without(', "traceparent"') },
  },
  {
    finding: "frontend-packages-missing",
    made: "nothing is installed in frontend/",
    step,
    change: { [MODULES]: null },
  },
  {
    finding: "frontend-manifest-broken",
    made: "a comma too many in frontend/package.json",
    step,
    change: { "frontend/package.json": replace('"vite": "^8.3.8"', '"vite": "^8.3.8",') },
  },
  {
    finding: "web-package-in-another-folder",
    made: "installed in backend/, with -D",
    step,
    at: `${SETUP}:4`,
    change: {
      [`${MODULES}/@opentelemetry/instrumentation-fetch`]: null,
      "backend/package.json": replace(
        '"devDependencies": {',
        '"devDependencies": {\n    "@opentelemetry/instrumentation-fetch": "^0.300.0",',
      ),
    },
  },
  {
    finding: "web-package-missing",
    made: "one of the six was forgotten",
    step,
    at: `${SETUP}:2`,
    change: { [`${MODULES}/@opentelemetry/core`]: null },
  },
  {
    finding: "page-file-missing",
    made: "main.ts imports another name",
    step,
    at: `${MAIN}:1`,
    change: { [MAIN]: replace("./instrumentation.ts", "./tracing.ts") },
  },
  {
    finding: "vite-config-broken",
    made: "a comma is missing in vite.config.ts",
    step,
    change: { [CONFIG]: replace("strictPort: true,", "strictPort: true") },
  },
  {
    finding: "page-does-not-parse",
    made: "a bracket is missing",
    step,
    change: { [SETUP]: replace("new W3CTraceContextPropagator());", "new W3CTraceContextPropagator(;") },
  },
  {
    finding: "node-code-in-the-page",
    made: "require() in the browser",
    step,
    change: {
      [SETUP]: replace(
        'import { W3CTraceContextPropagator } from "@opentelemetry/core";',
        'const { W3CTraceContextPropagator } = require("@opentelemetry/core");',
      ),
    },
  },
  {
    finding: "node-code-in-the-page",
    made: "process.env in the browser",
    step,
    change: { [SETUP]: replace('"frontend"', "process.env.OTEL_SERVICE_NAME!") },
  },
  {
    finding: "web-sdk-of-another-age",
    made: "provider.register()",
    entries: ["D19"],
    step,
    change: {
      [SETUP]: replace("trace.setGlobalTracerProvider(provider);", "(provider as any).register();"),
    },
  },
  {
    finding: "web-sdk-of-another-age",
    made: "provider.addSpanProcessor()",
    entries: ["D17"],
    step,
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
    step,
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
    step,
    change: { [SETUP]: replace("{ exporter, scheduledDelayMillis: 500 }", "exporter as any") },
  },
  {
    finding: "web-resource-is-plain",
    made: "the resource is a plain object",
    entries: ["D21"],
    step,
    change: {
      [SETUP]: replace(
        'resourceFromAttributes({ "service.name": "frontend" })',
        '{ "service.name": "frontend" } as any',
      ),
    },
  },
  {
    finding: "page-code-stopped",
    made: "a name that nobody imported",
    step,
    change: { [SETUP]: without("StackContextManager, ") },
  },
  {
    finding: "page-instrumentation-not-loaded",
    made: "nobody imports the file",
    step,
    change: { [MAIN]: notLoaded },
  },
  {
    finding: "web-provider-not-registered",
    made: "the provider is made and not registered",
    step,
    change: { [SETUP]: without("trace.setGlobalTracerProvider(provider);\n") },
  },
  {
    finding: "web-provider-not-registered",
    made: "the same, with the processor's options in a variable",
    step,
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
    step,
    change: { [SETUP]: without(/new FetchInstrumentation\(.*\n/) },
  },
  {
    finding: "fetch-is-not-watched",
    made: "the instrumentation is switched off",
    step,
    change: { [SETUP]: replace("new FetchInstrumentation({", "new FetchInstrumentation({ enabled: false,") },
  },
  {
    finding: "web-sampled-away",
    made: "AlwaysOffSampler",
    entries: ["G01"],
    step,
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
    step,
    change: { [SETUP]: without(/spanProcessors: .*\n/) },
  },
  {
    finding: "flush-on-leaving-is-off",
    made: "disableAutoFlushOnDocumentHide",
    step,
    change: {
      [SETUP]: replace("scheduledDelayMillis: 500", "disableAutoFlushOnDocumentHide: true"),
    },
  },
  {
    finding: "spans-straight-to-honeycomb",
    made: "the exporter names Honeycomb",
    step,
    change: { [SETUP]: exporter('{ url: "https://api.honeycomb.io/v1/traces" }') },
  },
  {
    finding: "key-in-the-page",
    made: "straight to Honeycomb, with the key in the code",
    entries: ["A17"],
    step,
    inShort: true,
    at: `${SETUP}:10`,
    change: {
      [SETUP]: exporter(
        `{ url: "https://api.honeycomb.io/v1/traces", headers: { "x-honeycomb-team": "${FAKE_KEY}" } }`,
      ),
    },
  },
  {
    finding: "key-in-the-page",
    made: "the key in a VITE_ variable",
    entries: ["A17"],
    step,
    change: {
      "frontend/.env": "VITE_HONEYCOMB_API_KEY=practice-abcdefgh\n",
      [SETUP]: exporter(
        '{ url: "/v1/traces", headers: { "x-honeycomb-team": import.meta.env.VITE_HONEYCOMB_API_KEY } }',
      ),
    },
  },
  {
    finding: "key-in-the-page",
    made: "envPrefix lets HONEYCOMB_ through",
    entries: ["A17"],
    step,
    change: {
      [CONFIG]: replace('"BACKEND_URL"]', '"BACKEND_URL", "HONEYCOMB_"]'),
      [SETUP]: exporter(
        '{ url: "/v1/traces", headers: { "x-honeycomb-team": import.meta.env.HONEYCOMB_API_KEY } }',
      ),
    },
  },
  {
    finding: "spans-straight-to-the-receiver",
    made: "the exporter's default address",
    step,
    change: { [SETUP]: exporter("") },
  },
  {
    finding: "spans-to-somewhere-else",
    made: "a collector that is not there",
    step,
    change: { [SETUP]: exporter('{ url: "http://collector:9411/v1/traces" }') },
  },
  {
    finding: "spans-to-somewhere-else",
    made: "to the backend",
    step,
    change: { [SETUP]: exporter("{ url: `${BACKEND_URL}/v1/traces` }") },
  },
  {
    finding: "spans-to-another-path",
    made: "the exporter names /v1/trace",
    step,
    change: { [SETUP]: exporter('{ url: "/v1/trace" }') },
  },
  {
    finding: "vite-passes-nothing-on",
    made: "no proxy",
    step,
    change: { [CONFIG]: proxy("") },
  },
  {
    finding: "vite-passes-nothing-on",
    made: "the proxy stands beside server",
    step,
    at: `${CONFIG}:8`,
    says: "proxy stands outside of server",
    change: {
      [CONFIG]: setup([
        [/ *\/\/ The browser sends .*\n *proxy: .*\n/, ""],
        ["  server: {", `  proxy: { "/v1/traces": ${TARGET}\n  server: {`],
      ]),
    },
  },
  {
    finding: "vite-passes-nothing-on",
    made: "the proxy has another path",
    step,
    change: { [CONFIG]: replace('"/v1/traces"', '"/otlp"') },
  },
  {
    finding: "proxy-target-has-a-path",
    made: "the target holds the path once more",
    entries: ["B01"],
    step,
    change: { [CONFIG]: replace(TARGET, '"http://localhost:4318/v1/traces" },') },
  },
  {
    finding: "proxy-leads-nowhere",
    made: "the gRPC port",
    step,
    change: { [CONFIG]: replace(TARGET, '"http://localhost:4317" },') },
  },
  {
    finding: "vite-sends-without-key",
    made: "Vite passes on to Honeycomb, without a key",
    step,
    change: {
      [CONFIG]: replace(TARGET, '{ target: "https://api.honeycomb.io", changeOrigin: true } },'),
    },
  },
  {
    finding: "traceparent-not-allowed",
    made: "the backend's list was left as it was",
    entries: ["F09"],
    step,
    inShort: true,
    at: `${APP}:71`,
    change: { [APP]: without(', "traceparent"') },
  },
  {
    finding: "traceparent-not-allowed",
    made: "added to exposedHeaders",
    entries: ["F09"],
    step,
    at: `${APP}:72`,
    change: {
      [APP]: setup([
        [', "traceparent"', ""],
        ['"location", "link"', '"location", "link", "traceparent"'],
      ]),
    },
  },
  {
    finding: "cors-lost-other-headers",
    made: "only traceparent is allowed",
    step,
    says: "so the page cannot write.",
    change: { [APP]: replace(/allowedHeaders: \[.*\]/, 'allowedHeaders: ["traceparent"]') },
  },
  {
    finding: "frontend-url-is-not-the-page",
    made: "a slash behind the page's address",
    step,
    change: {
      "docker-compose.yml": (text) =>
        text.replace("${FRONTEND_URL:-http://localhost:3000}", "http://localhost:3000/"),
    },
  },
  {
    finding: "cors-refuses-the-page",
    made: "the page's origin was taken out",
    step,
    change: { [APP]: replace("[FRONTEND_URL, BACKEND_URL]", "[BACKEND_URL]") },
  },
  {
    finding: "web-service-name-missing",
    made: "no resource",
    step,
    change: { [SETUP]: without(/resource: .*\n/) },
  },
  {
    finding: "web-service-name-missing",
    made: "OTEL_SERVICE_NAME in frontend/.env",
    step,
    at: "frontend/.env:1",
    change: { [SETUP]: without(/resource: .*\n/), "frontend/.env": "OTEL_SERVICE_NAME=frontend\n" },
  },
  {
    finding: "web-service-name-shared",
    made: "the backend's name",
    step,
    change: { [SETUP]: replace('"service.name": "frontend"', '"service.name": "backend"') },
  },
  {
    finding: "first-request-not-watched",
    made: "loaded behind the first request",
    step,
    change: {
      [MAIN]: (text) =>
        notLoaded(text).replace(
          "void tell(showFeed);\n\nasync",
          'void tell(showFeed).then(() => import("./instrumentation.ts"));\n\nasync',
        ),
    },
  },
  {
    finding: "no-propagator",
    made: "no propagator",
    step,
    change: { [SETUP]: without(/propagation\.setGlobalPropagator.*\n/) },
  },
  {
    finding: "no-context-manager",
    made: "no context manager",
    step,
    change: { [SETUP]: without(/context\.setGlobalContextManager.*\n/) },
  },
  {
    finding: "traceparent-url-missing",
    made: "no propagateTraceHeaderCorsUrls",
    entries: ["F10"],
    step,
    change: { [SETUP]: replace(/new FetchInstrumentation\(.*\)/, "new FetchInstrumentation()") },
  },
  {
    finding: "traceparent-url-does-not-fit",
    made: "the backend's address as a text",
    entries: ["F10"],
    step,
    change: { [SETUP]: propagates("[BACKEND_URL]") },
  },
  {
    finding: "traceparent-url-does-not-fit",
    made: "another port",
    entries: ["F10"],
    step,
    change: { [SETUP]: propagates("[/localhost:4568/]") },
  },
  {
    finding: "traceparent-url-does-not-fit",
    made: "it fits what the page writes, and not what it reads",
    entries: ["F10"],
    step,
    unsaid: /went out before fetch was watched/,
    change: { [SETUP]: propagates("[/\\/api\\/activities$/]") },
  },
  {
    finding: "strangers-are-told",
    made: "/.*/",
    entries: ["F10"],
    step,
    change: { [SETUP]: propagates("[/.*/]") },
  },
  {
    finding: "other-propagator-in-the-page",
    made: "b3 by hand",
    entries: ["F07"],
    step,
    change: {
      [SETUP]: replace(
        "propagation.setGlobalPropagator(new W3CTraceContextPropagator());",
        `propagation.setGlobalPropagator({
  inject(context, carrier, setter) {
    const { traceId, spanId } = trace.getSpanContext(context)!;
    setter.set(carrier, "b3", \`\${traceId}-\${spanId}-1\`);
  },
  extract: (context) => context,
  fields: () => ["b3"],
});`,
      ),
    },
  },
  {
    finding: "last-spans-of-the-page-lost",
    made: "a processor of one's own that sends only what reads",
    step,
    change: {
      [SETUP]: replace(
        "new BatchSpanProcessor({ exporter, scheduledDelayMillis: 500 })",
        `{
      onStart: () => {},
      onEnd: (span) => span.name === "GET" && exporter.export([span], () => {}),
      forceFlush: async () => {},
      shutdown: async () => {},
    }`,
      ),
    },
  },
  {
    finding: "web-part-of-another-kind",
    made: "a propagator's class, without new",
    step,
    at: `${SETUP}:19`,
    says: "setGlobalPropagator",
    change: { [SETUP]: replace("new W3CTraceContextPropagator()", "W3CTraceContextPropagator as any") },
  },
  {
    finding: "web-part-of-another-kind",
    made: "the exporter among the processors",
    step,
    says: "no processor",
    change: { [SETUP]: replace(/\[new BatchSpanProcessor.*\]/, "[exporter as any]") },
  },
  {
    finding: "page-script-is-no-module",
    made: "a plain script in index.html",
    step,
    change: {
      [MAIN]: notLoaded,
      "frontend/index.html": replace(
        "    <script ",
        '    <script src="/src/instrumentation.ts"></script>\n    <script ',
      ),
    },
  },
  {
    finding: "web-setup-not-called",
    made: "a function that nobody calls",
    step,
    says: "startTracing()",
    change: { [SETUP]: inFunction },
  },
  {
    finding: "first-request-not-watched",
    made: "a function that is called last",
    step,
    says: "before fetch was watched",
    change: {
      [SETUP]: inFunction,
      [MAIN]: (text) =>
        `${replace('import "./', 'import { startTracing } from "./')(text)}\nstartTracing();\n`,
    },
  },
  {
    finding: "spans-stay-in-the-browser",
    made: "ConsoleSpanExporter",
    step,
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
    step,
    change: { [SETUP]: (text) => `${text}\nawait provider.shutdown();\n` },
  },
  {
    finding: "processor-missing-in-the-page",
    made: "spanProcessor, in the singular",
    step,
    change: { [SETUP]: replace(/spanProcessors: \[(.*)\],/, "spanProcessor: $1,") },
  },
  {
    finding: "processor-missing-in-the-page",
    made: "a second, empty provider is registered",
    step,
    change: { [SETUP]: replace("Provider(provider)", "Provider(new TracerProvider())") },
  },
  {
    finding: "page-file-missing",
    made: "the file lies beside src",
    step,
    says: "There is frontend/instrumentation.ts.",
    change: { [SETUP]: null, "frontend/instrumentation.ts": 'import "@opentelemetry/api";\n' },
  },
  {
    finding: "node-code-in-the-page",
    made: "NodeSDK",
    step,
    change: { [SETUP]: 'import { NodeSDK } from "@opentelemetry/sdk-node";\nnew NodeSDK().start();\n' },
  },
  {
    finding: "page-does-not-parse",
    made: "slashes in an expression",
    step,
    says: "Two slashes end the expression",
    change: { [SETUP]: propagates("[/^http://localhost:4567/]") },
  },
  {
    finding: "page-code-stopped",
    made: "BACKEND_URL is not imported",
    step,
    at: `${SETUP}:21`,
    change: { [SETUP]: without('import { BACKEND_URL } from "./backend-url.ts";\n') },
  },
  {
    finding: "page-asks-without-cors",
    made: "mode: no-cors",
    step,
    change: { [API]: replace("method: body", 'mode: "no-cors",\n    method: body') },
  },
  {
    finding: "preflight-refused",
    made: "preflightContinue",
    step,
    change: { [APP]: replace("origin: [", "preflightContinue: true,\n    origin: [") },
  },
  {
    finding: "credentials-not-allowed",
    made: "credentials: include",
    step,
    change: { [API]: replace("method: body", 'credentials: "include",\n    method: body') },
  },
  {
    finding: "page-sends-another-header",
    made: "Access-Control-Allow-Origin in the request",
    step,
    says: "a header of answers",
    change: { [API]: replace("headers: {", 'headers: {\n      "Access-Control-Allow-Origin": "*",') },
  },
  {
    finding: "no-propagator",
    made: "the propagator of baggage alone",
    step,
    says: "writes baggage",
    change: { [SETUP]: (text) => text.replaceAll("W3CTraceContextPropagator", "W3CBaggagePropagator") },
  },
  {
    finding: "backend-is-ignored",
    made: "ignoreUrls fits the backend",
    step,
    change: { [SETUP]: replace("{ propagate", "{ ignoreUrls: [/localhost/], propagate") },
  },
  {
    finding: "traceparent-url-missing",
    made: "an option that is not quite its name",
    step,
    says: "propagateTraceHeaderCorsURLs is none of",
    change: { [SETUP]: replace("CorsUrls", "CorsURLs") },
  },
  {
    finding: "backend-begins-anew",
    made: "the backend reads b3",
    step,
    says: "OTEL_PROPAGATORS is b3",
    change: {
      "docker-compose.yml": replace("OTEL_SERVICE_NAME", "OTEL_PROPAGATORS: b3\n      OTEL_SERVICE_NAME"),
    },
  },
  {
    finding: "web-service-name-missing",
    made: "service-name",
    step,
    says: 'has "service-name"',
    change: { [SETUP]: replace('"service.name"', '"service-name"') },
  },
  {
    finding: "page-not-whole",
    made: "index.html was deleted",
    step,
    says: "there is no frontend/index.html",
    change: { "frontend/index.html": null },
  },
  {
    finding: "page-not-whole",
    made: "index.html asks for a script that is not there",
    step,
    says: "The page asks for /src/app.ts",
    at: "frontend/index.html:26",
    change: { "frontend/index.html": replace("/src/main.ts", "/src/app.ts") },
  },
  {
    finding: "page-not-whole",
    made: "main.ts was moved",
    step,
    says: "There is frontend/main.ts",
    change: { [MAIN]: null, "frontend/main.ts": "export {};\n" },
  },
  {
    finding: "page-code-stopped",
    made: "index.html lost what main.ts looks for",
    step,
    says: "Cannot read properties of null",
    change: { "frontend/index.html": replace('id="write"', 'id="writing"') },
  },
  {
    finding: "fetch-watched-twice",
    made: "the line that watches stands there twice",
    step,
    outcome: "advice",
    says: "such as GET /api/activities/home",
    at: `${SETUP}:23`,
    change: {
      [SETUP]: (text) => `${text}new FetchInstrumentation({ propagateTraceHeaderCorsUrls: /4567/ });\n`,
    },
  },
  {
    finding: "web-package-missing",
    made: "a letter is missing in a package's name",
    step,
    at: `${SETUP}:2`,
    fix: '@opentelemetry/core is probably meant:\nimport { W3CTraceContextPropagator } from "@opentelemetry/core";',
    change: { [SETUP]: replace('"@opentelemetry/core"', '"@opentelemetry/coe"') },
  },
  {
    finding: "page-code-stopped",
    made: "an import is commented out",
    step,
    at: `${SETUP}:10`,
    change: { [SETUP]: replace("import { OTLPTraceExporter }", "// import { OTLPTraceExporter }") },
  },
  {
    finding: "web-service-name-missing",
    made: "a letter is missing in service.name",
    step,
    says: 'has "servic.name"',
    at: `${SETUP}:13`,
    change: { [SETUP]: replace('"service.name"', '"servic.name"') },
  },
  {
    finding: "vite-passes-everything-on",
    made: "the proxy's path is a slash alone",
    step,
    at: `${CONFIG}:13`,
    change: { [CONFIG]: replace('"/v1/traces":', '"/":') },
  },
  {
    finding: "vite-passes-nothing-on",
    made: "the proxy is commented out",
    step,
    says: "has not been told to pass spans on",
    change: { [CONFIG]: replace("    proxy:", "    // proxy:") },
  },
  {
    finding: "vite-config-broken",
    made: "an import with a slip",
    step,
    says: "defineConfig is not defined",
    at: `${CONFIG}:5`,
    fix: 'import { defineConfig } from "vite";',
    change: { [CONFIG]: replace("import { defineConfig }", "import { defineonfig }") },
  },
];
