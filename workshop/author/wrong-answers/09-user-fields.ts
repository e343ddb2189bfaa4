import { instrumentation } from "../instrumentation-text.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const SETUP = "backend/src/instrumentation.ts";
const SEARCH = "backend/src/services/search-activities.ts";
const NOTIFICATIONS = "backend/src/services/notifications-activities.ts";
const HOME = "backend/src/services/home-activities.ts";
const APP = "backend/src/app.ts";
const step = 9;
const NAME = '"search-activities-mock-data"';
const TRACE = 'import { trace } from "@opentelemetry/api";\n';
const HEADER = 'request.headers["x-cruddur-user"]';
const HOOK = /\(request\) => \(\{ "app\.user_id": request\.headers\["x-cruddur-user"\] \}\)/;
const plainSetup = instrumentation();
const http = (options: string, more = "") =>
  instrumentation({
    options: `{
  traceExporter: new OTLPTraceExporter(),
  ${more}
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
const middleware = (body: string) => (text: string) =>
  `${TRACE}${text}`.replace(
    "app.use(express.json());",
    `app.use(express.json());\n  app.use((request, _response, next) => {\n    ${body}\n    next();\n  });`,
  );

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "user-missing",
    made: "nothing was written yet",
    step,
    inShort: true,
    at: `${SETUP}:8`,
    change: { [SETUP]: plainSetup, [SEARCH]: plainSearch },
  },
  {
    finding: "user-missing",
    made: "nothing was written yet, and app.ts speaks of a Hook",
    step,
    at: `${SETUP}:8`,
    change: { [SETUP]: plainSetup, [APP]: (text) => `// No Hook here.\n${text}` },
  },
  {
    finding: "user-missing",
    made: "only a comment says what shall come",
    step,
    unsaid: /nothing in that file reads/,
    change: { [SETUP]: `// Here app.user_id shall come.\n${plainSetup}` },
  },
  {
    finding: "user-below-the-request",
    made: "getActiveSpan() in a route",
    entries: ["E11"],
    step,
    inShort: true,
    change: {
      [SETUP]: plainSetup,
      [APP]: (text) =>
        `${TRACE}${text}`.replace(
          "response.json(await homeActivities(signedInUser(request)));",
          'trace.getActiveSpan()?.setAttribute("app.user_id", signedInUser(request) ?? "anonymous");\n    response.json(await homeActivities(signedInUser(request)));',
        ),
    },
  },
  {
    finding: "user-below-the-request",
    made: "getActiveSpan() in a middleware",
    entries: ["E11"],
    step,
    change: {
      [SETUP]: plainSetup,
      [APP]: middleware(
        'trace.getActiveSpan()?.setAttribute("app.user_id", signedInUser(request) ?? "anonymous");',
      ),
    },
  },
  {
    finding: "user-below-the-request",
    made: "requestHook of the Express instrumentation",
    entries: ["E11"],
    step,
    inShort: true,
    change: {
      [SETUP]: (text) =>
        text
          .replace(/new HttpInstrumentation\(\{[^]*?\n {4}\}\),\n/, "new HttpInstrumentation(),\n")
          .replace(
            "new ExpressInstrumentation()",
            'new ExpressInstrumentation({ requestHook: (span, { request }) => void span.setAttribute("app.user_id", request.headers["x-cruddur-user"]) })',
          ),
    },
  },
  {
    finding: "user-below-the-request",
    made: "on the home feed's own span",
    step,
    change: {
      [SETUP]: plainSetup,
      [HOME]: replace("const now", 'span.setAttribute("app.user_id", user ?? "anonymous");\n      const now'),
    },
  },
  {
    finding: "user-name-differs",
    made: "app.userId",
    entries: ["E26"],
    step,
    inShort: true,
    at: `${SETUP}:12`,
    change: { [SETUP]: replace("app.user_id", "app.userId") },
  },
  {
    finding: "user-name-differs",
    made: "user.id",
    entries: ["E26"],
    step,
    change: { [SETUP]: replace("app.user_id", "user.id") },
  },
  {
    finding: "header-captured-as-it-is",
    made: "headersToSpanAttributes",
    step,
    inShort: true,
    change: {
      [SETUP]: http('{ headersToSpanAttributes: { server: { requestHeaders: ["x-cruddur-user"] } } }'),
    },
  },
  {
    finding: "hook-asks-like-express",
    made: "request.get() in the hook",
    step,
    inShort: true,
    change: { [SETUP]: replace(HEADER, '(request as any).get("x-cruddur-user")') },
  },
  {
    finding: "header-in-capitals",
    made: "the header's name in capitals",
    step,
    inShort: true,
    at: `${SETUP}:12`,
    change: { [SETUP]: replace("x-cruddur-user", "X-Cruddur-User") },
  },
  {
    finding: "user-set-too-late",
    made: "set when the response is closed",
    step,
    change: {
      [SETUP]: http(`{
    requestHook: (span, request) => {
      (request as any).once("close", () => setTimeout(() => span.setAttribute("app.user_id", String((request as any).headers["x-cruddur-user"])), 500));
    },
  }`),
    },
  },
  {
    finding: "user-is-no-text",
    made: "the header as a list",
    entries: ["E14"],
    step,
    inShort: true,
    change: { [SETUP]: replace(HEADER, '(request as any).headersDistinct["x-cruddur-user"]') },
  },
  {
    finding: "user-is-the-same-for-all",
    made: "the bootcamp's only user, written into the code",
    step,
    inShort: true,
    at: `${SETUP}:12`,
    change: { [SETUP]: replace(HEADER, '"andrewbrown"') },
  },
  {
    finding: "user-of-another-request",
    made: "a variable that all requests share",
    step,
    inShort: true,
    change: {
      [SETUP]: instrumentation({
        imports: "let user: string | undefined;\n",
        options: `{
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [
    new HttpInstrumentation({
      requestHook: (_span, request) => void (user = (request as any).headers["x-cruddur-user"] ?? user),
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
    step,
    inShort: true,
    change: { [SETUP]: replace(HEADER, '`@${request.headers["x-cruddur-user"]}`') },
  },
  {
    finding: "user-is-not-the-handle",
    made: "a name instead of the handle",
    entries: ["E24"],
    step,
    change: {
      [SETUP]: replace(HEADER, '`${String(request.headers["x-cruddur-user"]).toUpperCase()} Brown`'),
    },
  },
  {
    finding: "user-only-on-some-routes",
    made: "only for what is read",
    step,
    inShort: true,
    change: {
      [SETUP]: replace(HEADER, `request.method === "GET" ? ${HEADER} : undefined`),
    },
  },
  {
    finding: "nobody-has-a-name",
    made: "the text undefined",
    entries: ["E15"],
    step,
    inShort: true,
    at: `${SETUP}:12`,
    change: { [SETUP]: replace(HEADER, `String(${HEADER})`) },
  },
  {
    finding: "nobody-has-a-name",
    made: "andrewbrown for nobody",
    step,
    change: { [SETUP]: replace(HEADER, `${HEADER} ?? "andrewbrown"`) },
  },
  {
    finding: "other-span-missing",
    made: "only the user",
    step,
    inShort: true,
    change: { [SEARCH]: plainSearch },
  },
  {
    finding: "other-span-missing",
    made: "a second span, but in the home feed again",
    step,
    change: {
      [SEARCH]: plainSearch,
      [HOME]: replace("const results", 'tracer.startSpan("before-the-store").end();\n      const results'),
    },
  },
  {
    finding: "span-of-home-reused",
    made: "the home feed's name in the search",
    step,
    inShort: true,
    change: { [SEARCH]: replace(NAME, '"home-activities-mock-data"') },
  },
  {
    finding: "span-never-ended",
    made: "no end",
    entries: ["E01"],
    step,
    inShort: true,
    change: { [SEARCH]: replace("span.end();", "") },
  },
  {
    finding: "open-when-it-fails",
    made: "the end before the return",
    entries: ["E01"],
    step,
    inShort: true,
    change: {
      [SEARCH]: (text) =>
        text.replace("span.end();", "").replace("return { data };", "span.end();\n      return { data };"),
    },
  },
  {
    finding: "ended-twice",
    made: "an end before the return and one in the finally",
    entries: ["E10"],
    step,
    inShort: true,
    change: { [SEARCH]: replace("return { data };", "span.end();\n      return { data };") },
  },
  {
    finding: "span-is-a-root",
    made: "a root of its own",
    entries: ["E03"],
    step,
    inShort: true,
    change: { [SEARCH]: replace(`${NAME}, async`, `${NAME}, { root: true }, async`) },
  },
  {
    finding: "parent-ends-first",
    made: "the outer span does not wait for the inner one",
    entries: ["E07"],
    step,
    inShort: true,
    change: {
      [SEARCH]: (text) =>
        text
          .replace(
            `return tracer.startActiveSpan(${NAME}, async (span) => {`,
            `return tracer.startActiveSpan(${NAME}, (outer) => {
    try {
      return tracer.startActiveSpan("ask-the-store", async (span) => {`,
          )
          .replace(/\}\s*$/, "    } finally {\n      outer.end();\n    }\n  });\n}\n"),
    },
  },
  {
    finding: "other-answer-lost",
    made: "no return in front of startActiveSpan",
    unsaid: /throws an error of its own/,
    entries: ["E08"],
    step,
    inShort: true,
    change: { [SEARCH]: replace("return tracer.startActiveSpan", "await tracer.startActiveSpan") },
  },
  {
    finding: "source-does-not-parse",
    made: "a hook's object without its parentheses",
    step,
    says: "Behind => an object needs parentheses",
    fix: '=> ({ "app.user_id": request.headers["x-cruddur-user"] }),',
    change: { [SETUP]: replace(/=> \(\{(.*)\}\)/, "=> {$1}") },
  },
  {
    finding: "failure-kept-in-a-catch",
    made: "a catch in the search that throws nothing",
    unsaid: /Mend that line/,
    says: "backend/src/app.ts",
    step,
    outcome: "advice",
    change: {
      [SEARCH]: replace("} finally {", "} catch {\n      span.setStatus({ code: 2 });\n    } finally {"),
    },
  },
  {
    finding: "user-on-every-span",
    made: "a span processor that marks every span",
    step,
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
    step,
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
    finding: "span-named-by-value",
    made: "the term in the span's name",
    entries: ["E21"],
    step,
    outcome: "advice",
    inShort: true,
    change: { [SEARCH]: replace(NAME, "`search-activities for ${term}`") },
  },
  {
    finding: "other-span-without-time",
    made: "a span before the work, around a few lines",
    entries: ["E07"],
    step,
    outcome: "advice",
    inShort: true,
    change: {
      [SEARCH]: (text) =>
        plainSearch(text)
          .replace(/^/, TRACE)
          .replace(
            "const now",
            `const span = trace.getTracer("search.activities").startSpan(${NAME});\n  const words = term.split(" ");\n  span.setAttribute("app.words", words.length);\n  span.end();\n  const now`,
          ),
    },
  },
  {
    finding: "other-span-around-nothing",
    made: "a span that is ended at once",
    step,
    outcome: "advice",
    inShort: true,
    change: {
      [SEARCH]: (text) =>
        plainSearch(text)
          .replace(/^/, TRACE)
          .replace(
            "const now",
            `trace.getTracer("search.activities").startSpan(${NAME}).end();\n  const now`,
          ),
    },
  },
  {
    finding: "other-span-does-not-wait",
    made: "the frame around the notifications, without await",
    step,
    change: {
      [NOTIFICATIONS]: (text) =>
        text
          .replace(/^/, TRACE)
          .replace(
            "return queryMockStore(",
            'return trace.getTracer("notifications").startActiveSpan("gather-notifications", async (span) => {\n    try {\n      return queryMockStore(',
          )
          .replace("  ]);\n}", "  ]);\n    } finally {\n      span.end();\n    }\n  });\n}"),
    },
  },
  {
    finding: "header-name-differs",
    made: "another name for the header",
    step,
    inShort: true,
    at: `${SETUP}:12`,
    change: { [SETUP]: replace("x-cruddur-user", "x-cruddur-user-id") },
  },
  {
    finding: "header-name-differs",
    made: "the header with underscores",
    unsaid: /nothing in that file reads/,
    step,
    change: { [SETUP]: replace("x-cruddur-user", "x_cruddur_user") },
  },
  {
    finding: "hook-gives-nothing",
    made: "a hook that only computes",
    step,
    inShort: true,
    change: {
      [SETUP]: replace(
        HOOK,
        '(request) => { const user = request.headers["x-cruddur-user"]; void { "app.user_id": user }; return; }',
      ),
    },
  },
  {
    finding: "hook-in-the-wrong-place",
    made: "the hook given to the Express instrumentation",
    step,
    inShort: true,
    change: {
      [SETUP]: (text) =>
        text
          .replace(/new HttpInstrumentation\(\{[^]*?\n {4}\}\),\n/, "new HttpInstrumentation(),\n")
          .replace(
            "new ExpressInstrumentation()",
            'new ExpressInstrumentation({ startIncomingSpanHook: (request: any) => ({ "app.user_id": request.headers["x-cruddur-user"] }) } as never)',
          ),
    },
  },
  {
    finding: "hook-in-the-wrong-place",
    made: "startOutgoingSpanHook",
    step,
    change: {
      [SETUP]: (text) =>
        text.replace("startIncomingSpanHook: (request)", "startOutgoingSpanHook: (request: any)"),
    },
  },
  {
    finding: "option-without-effect",
    made: "the hook's name misspelt",
    step,
    change: {
      [SETUP]: replace("startIncomingSpanHook: (request)", "startIncommingSpanHook: (request: any)"),
    },
  },
  {
    finding: "user-value-dropped",
    made: "a Set as the value",
    entries: ["E13"],
    step,
    inShort: true,
    change: { [SETUP]: replace(HEADER, 'new Set([request.headers["x-cruddur-user"]]) as never') },
  },
  {
    finding: "user-is-no-text",
    made: "an object with id and name",
    unsaid: /nobody is signed in/,
    entries: ["E14"],
    step,
    change: { [SETUP]: replace(HEADER, '{ id: request.headers["x-cruddur-user"] } as never') },
  },
  {
    finding: "user-on-the-resource",
    made: "the user in OTEL_RESOURCE_ATTRIBUTES",
    at: "docker-compose.yml:12",
    step,
    inShort: true,
    change: {
      [SETUP]: plainSetup,
      "docker-compose.yml": (text) =>
        text.replace(
          /(\n +)OTEL_METRICS_EXPORTER/,
          '$1OTEL_RESOURCE_ATTRIBUTES: "app.user_id=andrewbrown"$1OTEL_METRICS_EXPORTER',
        ),
    },
  },
  {
    finding: "user-in-an-event",
    made: "addEvent in a middleware",
    step,
    inShort: true,
    change: {
      [SETUP]: plainSetup,
      [APP]: middleware(
        'trace.getActiveSpan()?.addEvent("user", { "app.user_id": signedInUser(request) ?? "anonymous" });',
      ),
    },
  },
  {
    finding: "user-in-the-baggage",
    made: "baggage in the hook's file",
    entries: ["F16"],
    step,
    inShort: true,
    change: {
      [SETUP]: plainSetup,
      [APP]: (text) =>
        `import { context, propagation } from "@opentelemetry/api";\n${text}`.replace(
          "app.use(express.json());",
          `app.use(express.json());
  app.use((request, _response, next) => {
    const bag = propagation.createBaggage({ "app.user_id": { value: request.get("x-cruddur-user") ?? "" } });
    context.with(propagation.setBaggage(context.active(), bag), next);
  });`,
        ),
    },
  },
  {
    finding: "header-never-read",
    made: "the user looked for in the address",
    step,
    inShort: true,
    at: `${SETUP}:12`,
    change: {
      [SETUP]: replace(
        HEADER,
        'new URL(request.url ?? "/", "http://localhost").searchParams.get("user") ?? undefined',
      ),
    },
  },
  {
    finding: "refusal-marked-as-error",
    made: "ERROR from 400 on",
    entries: ["E18"],
    step,
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
    finding: "exception-without-status",
    made: "recordException alone, in the search",
    entries: ["E16"],
    step,
    outcome: "advice",
    change: {
      [SEARCH]: replace(
        "} finally",
        "} catch (error) {\n      span.recordException(error as Error);\n      throw error;\n    } finally",
      ),
    },
  },
  {
    finding: "hook-without-effect",
    made: "an async hook",
    step,
    inShort: true,
    says: "promise",
    change: { [SETUP]: replace("(request) => (", "async (request) => (") },
  },
  {
    finding: "hook-without-effect",
    made: "startIncomingSpanHook taken for requestHook",
    step,
    says: "before there is a span",
    change: {
      [SETUP]: replace(
        /startIncomingSpanHook: .*\n/,
        'startIncomingSpanHook: ((span: any, request: any) => { return span.setAttribute("app.user_id", request.headers["x-cruddur-user"]); }) as any,\n',
      ),
    },
  },
  {
    finding: "hook-without-effect",
    made: "header instead of headers",
    step,
    at: `${SETUP}:12`,
    says: "with an s",
    change: { [SETUP]: replace(HEADER, '(request as any).header["x-cruddur-user"]') },
  },
  {
    finding: "hook-without-effect",
    made: "requestHook with one object",
    step,
    says: "two arguments",
    change: {
      [SETUP]: http(
        '{ requestHook: (({ span, request }: any) => span.setAttribute("app.user_id", request.headers["x-cruddur-user"])) as any }',
      ),
    },
  },
  {
    finding: "two-http-instrumentations",
    made: "a second HTTP instrumentation behind the one with the hook",
    step,
    change: {
      [SETUP]: replace(
        "new ExpressInstrumentation(),",
        "new ExpressInstrumentation(),\n    new HttpInstrumentation(),",
      ),
    },
  },
  {
    finding: "option-without-effect",
    made: "a hook that was made up",
    step,
    says: "incomingRequestHook",
    change: {
      [SETUP]: http(
        '{ incomingRequestHook: (span: any, request: any) => span.setAttribute("app.user_id", request.headers["x-cruddur-user"]) } as any',
      ),
    },
  },
  {
    finding: "user-name-differs",
    made: "a name that says it in other words",
    step,
    says: "app.cruddur_user",
    change: { [SETUP]: replace('"app.user_id"', '"app.cruddur_user"') },
  },
  {
    finding: "header-name-differs",
    made: "the header's name with a dot",
    step,
    says: "xCruddurUser",
    change: { [SETUP]: replace(HEADER, "request.headers.xCruddurUser") },
  },
  {
    finding: "user-given-to-no-span",
    made: "kept for the response",
    step,
    change: {
      [SETUP]: plainSetup,
      [APP]: middleware('_response.locals["app.user_id"] = request.get("x-cruddur-user");'),
    },
  },
  {
    finding: "user-given-to-no-span",
    made: "a middleware behind the routes",
    step,
    says: "No request came past",
    change: {
      [SETUP]: plainSetup,
      [APP]: (text) =>
        `import { context } from "@opentelemetry/api";\nimport { getRPCMetadata } from "@opentelemetry/core";\n${text}`.replace(
          "app.use(unknownRoute);",
          'app.use((request, _response, next) => {\n    getRPCMetadata(context.active())?.span?.setAttribute("app.user_id", request.get("x-cruddur-user") ?? "anonymous");\n    next();\n  });\n  app.use(unknownRoute);',
        ),
    },
  },
  {
    finding: "span-named-by-value",
    made: "the term in the middle of the span's name",
    step,
    outcome: "advice",
    says: "search-cloud-data",
    change: { [SEARCH]: replace(NAME, "`search-${term}-data`") },
  },
  {
    finding: "other-service-throws",
    made: "an import with a slip in the other service",
    step,
    says: "isoTime is not defined",
    at: "backend/src/services/search-activities.ts:20",
    change: {
      "backend/src/services/search-activities.ts": replace("import { isoTime }", "import { isoime }"),
    },
  },
  {
    finding: "hook-without-effect",
    made: "a hook that gives its fields inside attributes",
    step,
    says: "It gives one property, attributes",
    change: {
      [SETUP]: http(
        '{ startIncomingSpanHook: (request) => ({ attributes: { "app.user_id": request.headers["x-cruddur-user"] } }) as never }',
      ),
    },
  },
  {
    finding: "hook-without-effect",
    made: "the header's name behind a dot",
    step,
    says: "each hyphen is a minus",
    change: {
      [SETUP]: http(
        '{ startIncomingSpanHook: (request) => ({ "app.user_id": (request as any).headers.x-cruddur-user }) }',
      ),
    },
  },
  {
    finding: "user-of-another-request",
    made: "the handle out of the path",
    step,
    says: "whose page is asked for",
    unsaid: /outside of the function/,
    change: {
      [SETUP]: http(
        '{ startIncomingSpanHook: (request) => ({ "app.user_id": request.url?.split("@")[1] }) }',
      ),
    },
  },
  {
    finding: "other-service-throws",
    made: "a function of another company's tracer",
    step,
    inShort: true,
    at: `${SEARCH}:12`,
    says: "tracer.trace is not a function",
    unsaid: /Where the work fails|Only the home feed/,
    change: { [SEARCH]: replace("tracer.startActiveSpan(", "(tracer as any).trace(") },
  },
  {
    finding: "other-service-throws",
    made: "span.finish(), as OpenTracing had it",
    step,
    says: "span.finish is not a function",
    unsaid: /When the store throws/,
    change: { [SEARCH]: replace("span.end()", "(span as any).finish()") },
  },
  {
    finding: "service-throws",
    made: "a root that the API does not give, in a middleware",
    step,
    says: "getRootSpan is not a function",
    unsaid: /Only the home feed|only the home feed/,
    change: {
      [SETUP]: plainSetup,
      [APP]: middleware(`(trace as any).getRootSpan().setAttribute("app.user_id", ${HEADER});`),
    },
  },
  {
    finding: "span-never-ended",
    made: "a return between the span's start and its try",
    step,
    says: "as for /api/activities/search?term=",
    change: {
      [SEARCH]: (text) =>
        text
          .replace('  if (term === "") return { errors: ["search_term_blank"] };\n', "")
          .replace("try {", 'if (term === "") return { errors: ["search_term_blank"] };\n    try {'),
    },
  },
  {
    finding: "ended-twice",
    made: "one span for all requests, started with the file",
    step,
    says: "is started once, outside of any request",
    change: {
      [SEARCH]: (text) =>
        text
          .replace(/(const tracer = .*\n)/, '$1const span = tracer.startSpan("search-activities");\n')
          .replace(/return tracer\.startActiveSpan\(.*\n/, "")
          .replace(/\}\);\n\}\n/, "}\n"),
    },
  },
  {
    finding: "span-named-by-value",
    made: "the term added to the span's name with a plus",
    step,
    outcome: "advice",
    change: { [SEARCH]: replace(NAME, '"search " + term') },
  },
];
