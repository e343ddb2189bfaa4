import { type WrongAnswer, replace } from "../example.ts";
import { http, middleware, plainSearch, plainSetup } from "../user-text.ts";

const SETUP = "backend/src/instrumentation.ts";
const SEARCH = "backend/src/services/search-activities.ts";
const HOME = "backend/src/services/home-activities.ts";
const APP = "backend/src/app.ts";
const TRACE = 'import { trace } from "@opentelemetry/api";\n';
const HEADER = 'request.headers["x-cruddur-user"]';
const HOOK = /\(request\) => \(\{ "app\.user_id": request\.headers\["x-cruddur-user"\] \}\)/;

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "user-missing",
    made: "nothing was written yet",
    step: "user-fields",
    inShort: true,
    at: `${SETUP}:8`,
    change: { [SETUP]: plainSetup, [SEARCH]: plainSearch },
  },
  {
    finding: "user-missing",
    made: "nothing was written yet, and app.ts speaks of a Hook",
    step: "user-fields",
    at: `${SETUP}:8`,
    change: { [SETUP]: plainSetup, [APP]: (text) => `// No Hook here.\n${text}` },
  },
  {
    finding: "user-missing",
    made: "only a comment says what shall come",
    step: "user-fields",
    unsaid: /nothing in that file reads/,
    change: { [SETUP]: `// Here app.user_id shall come.\n${plainSetup}` },
  },
  {
    finding: "user-below-the-request",
    made: "getActiveSpan() in a route",
    entries: ["E11"],
    step: "user-fields",
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
    step: "user-fields",
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
    step: "user-fields",
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
    step: "user-fields",
    change: {
      [SETUP]: plainSetup,
      [HOME]: replace("const now", 'span.setAttribute("app.user_id", user ?? "anonymous");\n      const now'),
    },
  },
  {
    finding: "user-name-differs",
    made: "app.userId",
    entries: ["E26"],
    step: "user-fields",
    inShort: true,
    at: `${SETUP}:12`,
    change: { [SETUP]: replace("app.user_id", "app.userId") },
  },
  {
    finding: "user-name-differs",
    made: "user.id",
    entries: ["E26"],
    step: "user-fields",
    change: { [SETUP]: replace("app.user_id", "user.id") },
  },
  {
    finding: "header-captured-as-it-is",
    made: "headersToSpanAttributes",
    step: "user-fields",
    inShort: true,
    change: {
      [SETUP]: http('{ headersToSpanAttributes: { server: { requestHeaders: ["x-cruddur-user"] } } }'),
    },
  },
  {
    finding: "hook-asks-like-express",
    made: "request.get() in the hook",
    step: "user-fields",
    inShort: true,
    change: { [SETUP]: replace(HEADER, '(request as any).get("x-cruddur-user")') },
  },
  {
    finding: "header-in-capitals",
    made: "the header's name in capitals",
    step: "user-fields",
    inShort: true,
    at: `${SETUP}:12`,
    change: { [SETUP]: replace("x-cruddur-user", "X-Cruddur-User") },
  },
  {
    finding: "user-set-too-late",
    made: "set when the response is closed",
    step: "user-fields",
    change: {
      [SETUP]: http(`{
    requestHook: (span, request) => {
      (request as any).once("close", () => setTimeout(() => span.setAttribute("app.user_id", String((request as any).headers["x-cruddur-user"])), 500));
    },
  }`),
    },
  },
  {
    finding: "header-name-differs",
    made: "another name for the header",
    step: "user-fields",
    inShort: true,
    at: `${SETUP}:12`,
    change: { [SETUP]: replace("x-cruddur-user", "x-cruddur-user-id") },
  },
  {
    finding: "header-name-differs",
    made: "the header with underscores",
    unsaid: /nothing in that file reads/,
    step: "user-fields",
    change: { [SETUP]: replace("x-cruddur-user", "x_cruddur_user") },
  },
  {
    finding: "hook-gives-nothing",
    made: "a hook that only computes",
    step: "user-fields",
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
    step: "user-fields",
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
    step: "user-fields",
    change: {
      [SETUP]: (text) =>
        text.replace("startIncomingSpanHook: (request)", "startOutgoingSpanHook: (request: any)"),
    },
  },
  {
    finding: "option-without-effect",
    made: "the hook's name misspelt",
    step: "user-fields",
    change: {
      [SETUP]: replace("startIncomingSpanHook: (request)", "startIncommingSpanHook: (request: any)"),
    },
  },
  {
    finding: "user-value-dropped",
    made: "a Set as the value",
    entries: ["E13"],
    step: "user-fields",
    inShort: true,
    change: { [SETUP]: replace(HEADER, 'new Set([request.headers["x-cruddur-user"]]) as never') },
  },
  {
    finding: "user-on-the-resource",
    made: "the user in OTEL_RESOURCE_ATTRIBUTES",
    at: "docker-compose.yml:12",
    step: "user-fields",
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
    step: "user-fields",
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
    step: "user-fields",
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
    step: "user-fields",
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
    finding: "hook-without-effect",
    made: "an async hook",
    step: "user-fields",
    inShort: true,
    says: "promise",
    change: { [SETUP]: replace("(request) => (", "async (request) => (") },
  },
  {
    finding: "hook-without-effect",
    made: "startIncomingSpanHook taken for requestHook",
    step: "user-fields",
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
    step: "user-fields",
    at: `${SETUP}:12`,
    says: "with an s",
    change: { [SETUP]: replace(HEADER, '(request as any).header["x-cruddur-user"]') },
  },
  {
    finding: "hook-without-effect",
    made: "requestHook with one object",
    step: "user-fields",
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
    step: "user-fields",
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
    step: "user-fields",
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
    step: "user-fields",
    says: "app.cruddur_user",
    change: { [SETUP]: replace('"app.user_id"', '"app.cruddur_user"') },
  },
  {
    finding: "header-name-differs",
    made: "the header's name with a dot",
    step: "user-fields",
    says: "xCruddurUser",
    change: { [SETUP]: replace(HEADER, "request.headers.xCruddurUser") },
  },
  {
    finding: "user-given-to-no-span",
    made: "kept for the response",
    step: "user-fields",
    change: {
      [SETUP]: plainSetup,
      [APP]: middleware('_response.locals["app.user_id"] = request.get("x-cruddur-user");'),
    },
  },
  {
    finding: "user-given-to-no-span",
    made: "a middleware behind the routes",
    step: "user-fields",
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
    finding: "hook-without-effect",
    made: "a hook that gives its fields inside attributes",
    step: "user-fields",
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
    step: "user-fields",
    says: "each hyphen is a minus",
    change: {
      [SETUP]: http(
        '{ startIncomingSpanHook: (request) => ({ "app.user_id": (request as any).headers.x-cruddur-user }) }',
      ),
    },
  },
];
