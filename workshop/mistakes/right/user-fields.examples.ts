import { instrumentation } from "../example-files/instrumentation-text.ts";
import { replace, type RightAnswer } from "../example.ts";

const SETUP = "backend/src/instrumentation.ts";
const SEARCH = "backend/src/services/search-activities.ts";
const NOTIFICATIONS = "backend/src/services/notifications-activities.ts";
const STORE = "backend/src/query-mock-store.ts";
const APP = "backend/src/app.ts";
const step = "user-fields";
const lines = ["otel-3x", "otel-2x"] as const;
const http = (options: string) =>
  instrumentation({
    options: `{
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [new HttpInstrumentation(${options}), new ExpressInstrumentation()],
}`,
  });
/** The search as it was before this step. */
const plainSearch = (text: string) =>
  text
    .replace('import { trace } from "@opentelemetry/api";\n', "")
    .replace(/const tracer = .*\n/, "")
    .replace(/return tracer\.startActiveSpan\([^]*?try \{/, "{")
    .replace(/span\.setAttribute\(.*\n/, "")
    .replace(/\} finally \{[^]*\}\);\n/, "}\n");

export const rightAnswers: readonly RightAnswer[] = [
  { made: "the solution", step, lines, inShort: true },
  {
    made: "requestHook of the HTTP instrumentation",
    step,
    lines,
    inShort: true,
    change: {
      [SETUP]: http(`{
    requestHook: (span, request) => {
      const user = "headers" in request ? request.headers["x-cruddur-user"] : undefined;
      if (typeof user === "string") span.setAttribute("app.user_id", user);
    },
  }`),
    },
  },
  {
    made: "applyCustomAttributesOnSpan",
    step,
    lines,
    inShort: true,
    change: {
      [SETUP]: http(`{
    applyCustomAttributesOnSpan: (span, request) => {
      if ("headers" in request) span.setAttributes({ "app.user_id": request.headers["x-cruddur-user"] });
    },
  }`),
    },
  },
  {
    made: "anonymous for nobody",
    step,
    lines,
    change: {
      [SETUP]: replace(
        'request.headers["x-cruddur-user"]',
        'request.headers["x-cruddur-user"] ?? "anonymous"',
      ),
    },
  },
  {
    made: "the root from getRPCMetadata(), in a middleware",
    step,
    lines,
    inShort: true,
    change: {
      [SETUP]: instrumentation(),
      [APP]: (text) =>
        `import { context } from "@opentelemetry/api";\nimport { getRPCMetadata } from "@opentelemetry/core";\n${text}`.replace(
          "app.use(express.json());",
          `app.use(express.json());
  app.use((request, _response, next) => {
    const user = request.get("x-cruddur-user");
    if (user) getRPCMetadata(context.active())?.span?.setAttribute("app.user_id", user);
    next();
  });`,
        ),
    },
  },
  {
    made: "a span processor that gives the root its user",
    step,
    change: {
      [SETUP]: instrumentation({
        imports:
          'import { AsyncLocalStorage } from "node:async_hooks";\nimport { createServer, Server } from "node:http";\nvoid AsyncLocalStorage;\nvoid createServer;\nvoid Server;\n',
        options: `{
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [
    new HttpInstrumentation({ startIncomingSpanHook: ({ headers }) => (headers["x-cruddur-user"] ? { "app.user_id": String(headers["x-cruddur-user"]) } : {}) }),
    new ExpressInstrumentation(),
  ],
}`,
      }),
    },
  },
  {
    made: "a middleware that the Express instrumentation leaves alone, where the root is current",
    step,
    lines,
    change: {
      [SETUP]: (text) =>
        text
          .replace(/new HttpInstrumentation\(\{[^]*?\n {4}\}\),\n/, "new HttpInstrumentation(),\n")
          .replace(
            "new ExpressInstrumentation()",
            "new ExpressInstrumentation({ ignoreLayers: [/userOfRequest/] })",
          ),
      [APP]: (text) =>
        `import { trace } from "@opentelemetry/api";\n${text}`.replace(
          "app.use(cors(",
          `app.use(function userOfRequest(request, _response, next) {
    const user = request.get("x-cruddur-user");
    if (user) trace.getActiveSpan()?.setAttribute("app.user_id", user);
    next();
  });
  app.use(cors(`,
        ),
    },
  },
  {
    made: "auto-instrumentations-node with the hook",
    step,
    change: {
      [SETUP]: instrumentation({
        imports: 'import { getNodeAutoInstrumentations } from "@opentelemetry/auto-instrumentations-node";\n',
        options: `{
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [
    getNodeAutoInstrumentations({
      "@opentelemetry/instrumentation-http": {
        startIncomingSpanHook: (request) => ({ "app.user_id": request.headers["x-cruddur-user"] }),
      },
      "@opentelemetry/instrumentation-router": { enabled: false },
      "@opentelemetry/instrumentation-net": { enabled: false },
    }),
  ],
}`,
      }),
    },
  },
  {
    made: "a span for the notifications, with promises",
    step,
    lines,
    inShort: true,
    change: {
      [SEARCH]: plainSearch,
      [NOTIFICATIONS]: (text) =>
        `import { trace } from "@opentelemetry/api";\n${text}`
          .replace(
            "return queryMockStore(",
            'return trace.getTracer("notifications").startActiveSpan("gather-notifications", (span) => queryMockStore(',
          )
          .replace("  ]);\n}", "  ]).finally(() => span.end()));\n}"),
    },
  },
  {
    made: "a span in the store, below every service",
    step,
    lines,
    change: {
      [SEARCH]: plainSearch,
      [STORE]: (text) =>
        `import { trace } from "@opentelemetry/api";\n${text}`
          .replace(
            "  // Worf",
            '  const span = trace.getTracer("mock.store").startSpan("query-mock-store");\n  try {\n  // Worf',
          )
          .replace("  return rows;\n", "  return rows;\n  } finally {\n    span.end();\n  }\n"),
    },
  },
  {
    made: "spans in several services, one inside the other",
    step,
    change: {
      [STORE]: (text) =>
        `import { trace } from "@opentelemetry/api";\n${text}`
          .replace(
            "  // Worf",
            '  const span = trace.getTracer("mock.store").startSpan("query-mock-store");\n  try {\n  // Worf',
          )
          .replace("  return rows;\n", "  return rows;\n  } finally {\n    span.end();\n  }\n"),
    },
  },
  {
    made: "a span around the checks of what was sent",
    step,
    change: {
      [SEARCH]: plainSearch,
      "backend/src/message-errors.ts": (text) =>
        text
          .replace(/^/, 'import { trace } from "@opentelemetry/api";\n')
          .replace(
            /export function messageErrors\(([^)]*)\): string\[\] \{/,
            'export function messageErrors($1): string[] {\n  const span = trace.getTracer("checks").startSpan("check-message");\n  try {',
          )
          .replace(/\}\s*$/, "} finally {\n    span.end();\n  }\n}\n"),
    },
  },
  {
    made: "a hook with a body of its own, and a function that reads the user",
    step,
    lines,
    change: {
      [SETUP]: http(`{
    startIncomingSpanHook(request) {
      const user = userOf(request.headers);
      return user === undefined ? {} : { "app.user_id": user };
    },
  }`).replace(
        "const sdk",
        `function userOf({ "x-cruddur-user": user }: NodeJS.Dict<string | string[]>): string | undefined {
  return typeof user === "string" ? user : undefined;
}

const sdk`,
      ),
    },
  },
  {
    made: "a helper of their own in three services",
    step,
    lines,
    change: {
      "backend/src/in-span.ts": `import { trace, type Span } from "@opentelemetry/api";

export const inSpan = <Result>(name: string, work: (span: Span) => Promise<Result>): Promise<Result> =>
  trace.getTracer("cruddur").startActiveSpan(name, (span) => work(span).finally(() => span.end()));
`,
      [NOTIFICATIONS]: (text) =>
        `import { inSpan } from "../in-span.ts";\n${text}`
          .replace("return queryMockStore(", 'return inSpan("gather-notifications", () => queryMockStore(')
          .replace("  ]);\n}", "  ]));\n}"),
      "backend/src/services/messages.ts": (text) =>
        `import { inSpan } from "../in-span.ts";\n${text}`
          .replace("return queryMockStore(", 'return inSpan("gather-messages", () => queryMockStore(')
          .replace("  ]);\n}", "  ]));\n}"),
    },
  },
  {
    made: "a span that closes itself, with using, and the failure noted on it",
    step,
    change: {
      [SEARCH]: plainSearch,
      [NOTIFICATIONS]: (text) =>
        `import { trace } from "@opentelemetry/api";\n${text}`
          .replace(
            "const now",
            `const span = trace.getTracer("notifications").startSpan("gather-notifications");
  using _closing = { [Symbol.dispose]: () => span.end() };
  const now`,
          )
          .replace("return queryMockStore(", "return await queryMockStore("),
    },
  },
  {
    made: "responseHook, and the request that belongs to the answer",
    step,
    lines,
    change: {
      [SETUP]: http(`{
    responseHook: (span, response) => {
      const user = "req" in response ? response.req.headers["x-cruddur-user"] : undefined;
      if (typeof user === "string") span.setAttribute("app.user_id", user);
    },
  }`),
    },
  },
  {
    made: "null for nobody",
    step,
    lines,
    change: {
      [SETUP]: replace(
        'request.headers["x-cruddur-user"]',
        '(request.headers["x-cruddur-user"] ?? null) as string',
      ),
    },
  },
];
