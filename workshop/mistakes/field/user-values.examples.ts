import { type WrongAnswer, replace } from "../example.ts";
import { http } from "../example-files/user-text.ts";
import { instrumentation } from "../example-files/instrumentation-text.ts";

const SETUP = "backend/src/instrumentation.ts";
const HEADER = 'request.headers["x-cruddur-user"]';
const HOOK = /\(request\) => \(\{ "app\.user_id": request\.headers\["x-cruddur-user"\] \}\)/;

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "user-is-no-text",
    made: "the header as a list",
    entries: ["E14"],
    step: "user-fields",
    inShort: true,
    change: { [SETUP]: replace(HEADER, 'request.headersDistinct["x-cruddur-user"]') },
  },
  {
    finding: "user-is-the-same-for-all",
    made: "the bootcamp's only user, written into the code",
    step: "user-fields",
    inShort: true,
    at: `${SETUP}:12`,
    change: { [SETUP]: replace(HEADER, '"andrewbrown"') },
  },
  {
    finding: "user-of-another-request",
    made: "a variable that all requests share",
    step: "user-fields",
    inShort: true,
    change: {
      [SETUP]: instrumentation({
        imports: "let user: string | undefined;\n",
        options: `{
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [
    new HttpInstrumentation({
      requestHook: (_span, request) => void (user = request.headers["x-cruddur-user"] ?? user),
      applyCustomAttributesOnSpan: (span) => void span.setAttribute("app.user_id", user ?? "anonymous"),
    }),
    new ExpressInstrumentation(),
  ],
}`,
      }),
    },
  },
  {
    finding: "user-is-not-the-handle",
    made: "with an @ in front",
    step: "user-fields",
    inShort: true,
    change: { [SETUP]: replace(HEADER, '`@${request.headers["x-cruddur-user"]}`') },
  },
  {
    finding: "user-is-not-the-handle",
    made: "a name instead of the handle",
    entries: ["E24"],
    step: "user-fields",
    change: {
      [SETUP]: replace(HEADER, '`${String(request.headers["x-cruddur-user"]).toUpperCase()} Brown`'),
    },
  },
  {
    finding: "user-only-on-some-routes",
    made: "only for what is read",
    step: "user-fields",
    inShort: true,
    change: {
      [SETUP]: replace(HEADER, `request.method === "GET" ? ${HEADER} : undefined`),
    },
  },
  {
    finding: "nobody-has-a-name",
    made: "the text undefined",
    entries: ["E15"],
    step: "user-fields",
    inShort: true,
    at: `${SETUP}:12`,
    change: { [SETUP]: replace(HEADER, `String(${HEADER})`) },
  },
  {
    finding: "nobody-has-a-name",
    made: "andrewbrown for nobody",
    step: "user-fields",
    change: { [SETUP]: replace(HEADER, `${HEADER} ?? "andrewbrown"`) },
  },
  {
    finding: "user-on-every-span",
    made: "a span processor that marks every span",
    step: "user-fields",
    outcome: "advice",
    inShort: true,
    change: {
      [SETUP]: `import { createContextKey, context, trace } from "@opentelemetry/api";
import { AsyncLocalStorage } from "node:async_hooks";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { NodeSDK } from "@opentelemetry/sdk-node";

const users = new AsyncLocalStorage<string | undefined>();
void createContextKey;
void context;
void trace;
const sdk = new NodeSDK({
  spanProcessors: [
    {
      onStart: (span) => void (users.getStore() && span.setAttribute("app.user_id", users.getStore()!)),
      onEnd() {},
      async forceFlush() {},
      async shutdown() {},
    },
    new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }),
  ],
  instrumentations: [
    new HttpInstrumentation({
      startIncomingSpanHook: (request) => {
        const user = request.headers["x-cruddur-user"] as string | undefined;
        users.enterWith(user);
        return { "app.user_id": user };
      },
    }),
    new ExpressInstrumentation(),
  ],
});

sdk.start();

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => sdk.shutdown().catch(console.error).finally(() => process.exit(0)));
}
`,
    },
  },
  {
    finding: "personal-data-on-the-request",
    made: "an e-mail address beside the handle",
    entries: ["E24"],
    step: "user-fields",
    outcome: "advice",
    inShort: true,
    at: `${SETUP}:12`,
    change: {
      [SETUP]: replace(
        HOOK,
        '(request) => ({ "app.user_id": request.headers["x-cruddur-user"], "app.user_email": `${request.headers["x-cruddur-user"]}@cruddur.com` })',
      ),
    },
  },
  {
    finding: "user-is-no-text",
    made: "an object with id and name",
    unsaid: /nobody is signed in/,
    entries: ["E14"],
    step: "user-fields",
    change: { [SETUP]: replace(HEADER, '{ id: request.headers["x-cruddur-user"] }') },
  },
  {
    finding: "refusal-marked-as-error",
    made: "ERROR from 400 on",
    entries: ["E18"],
    step: "user-fields",
    outcome: "advice",
    inShort: true,
    change: {
      [SETUP]: (text) =>
        `import { SpanStatusCode } from "@opentelemetry/api";\n${text}`.replace(
          "startIncomingSpanHook",
          `applyCustomAttributesOnSpan: (span, _request, response) => {
        if ((response.statusCode ?? 0) >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
      },
      startIncomingSpanHook`,
        ),
    },
  },
  {
    finding: "user-of-another-request",
    made: "the handle out of the path",
    step: "user-fields",
    says: "whose page it asks for",
    unsaid: /outside of the function/,
    change: {
      [SETUP]: http(
        '{ startIncomingSpanHook: (request) => ({ "app.user_id": request.url?.split("@")[1] }) }',
      ),
    },
  },
];
