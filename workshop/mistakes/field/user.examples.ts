import { type WrongAnswer, replace } from "../example.ts";
import { instrumentation } from "../example-files/instrumentation-text.ts";
import { http, middleware, plainSetup } from "../example-files/user-text.ts";

const SETUP = "backend/src/instrumentation.ts";
const HOME = "backend/src/services/home-activities.ts";
const APP = "backend/src/app.ts";
const TRACE = 'import { trace } from "@opentelemetry/api";\n';
const HEADER = 'request.headers["x-cruddur-user"]';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "user-missing",
    made: "no hook was written yet",
    step: "user-fields",
    outcome: "open",
    inShort: true,
    change: { [SETUP]: plainSetup },
  },
  {
    finding: "user-missing",
    made: "nothing was written yet, and app.ts speaks of a Hook",
    step: "user-fields",
    outcome: "open",
    change: { [SETUP]: plainSetup, [APP]: (text) => `// No Hook here.\n${text}` },
  },
  {
    finding: "user-missing",
    made: "only a comment says what shall come",
    step: "user-fields",
    outcome: "open",
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
    finding: "user-set-too-late",
    made: "set when the response is closed",
    step: "user-fields",
    change: {
      [SETUP]: http(`{
    requestHook: (span, request) => {
      request.once("close", () => setTimeout(() => span.setAttribute("app.user_id", String(request.headers["x-cruddur-user"])), 500));
    },
  }`),
    },
  },
  {
    finding: "user-value-dropped",
    made: "a Set as the value",
    entries: ["E13"],
    step: "user-fields",
    inShort: true,
    change: { [SETUP]: replace(HEADER, 'new Set([request.headers["x-cruddur-user"]])') },
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
    finding: "user-name-differs",
    made: "a name that says it in other words",
    step: "user-fields",
    says: "app.cruddur_user",
    change: { [SETUP]: replace('"app.user_id"', '"app.cruddur_user"') },
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
    says: "it gave no span that field",
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
    finding: "user-missing",
    made: "nothing was written yet, and a comment names another header",
    step: "user-fields",
    outcome: "open",
    unsaid: /asks for the header/,
    change: { [SETUP]: `// The old backend read headers["x-user"].\n${plainSetup}` },
  },
  {
    finding: "user-name-differs",
    made: "options in a variable, and another name for the field",
    step: "user-fields",
    says: "app.userid",
    fix: '"app.user_id"',
    unsaid: /no such option|does not read/,
    change: {
      [SETUP]: instrumentation({
        imports: `import type { IncomingMessage } from "node:http";

const startIncomingSpanHook = (request: IncomingMessage) => ({ "app.userid": request.headers["x-cruddur-user"] });
const httpOptions = { startIncomingSpanHook };
`,
        options: `{
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [new HttpInstrumentation(httpOptions), new ExpressInstrumentation()],
}`,
      }),
    },
  },
  {
    finding: "user-name-differs",
    made: "a Map of the headers, and another name for the field",
    step: "user-fields",
    unsaid: /Express/,
    change: {
      [SETUP]: http(
        '{ startIncomingSpanHook: (request) => ({ "app.user": String(new Map(Object.entries(request.headers)).get("x-cruddur-user")) }) }',
      ),
    },
  },
  {
    finding: "user-name-differs",
    made: "a hook from another file, spread into the options",
    step: "user-fields",
    unsaid: /no such option/,
    change: {
      "backend/src/who.ts": `export const hooks = {
  startIncomingSpanHook(request) {
    return { 'app.user-id': request.headers['x-cruddur-user'] }
  },
}
`,
      [SETUP]: instrumentation({
        imports: 'import { hooks } from "./who.ts";\n',
        options: `{
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [new HttpInstrumentation({ ...hooks }), new ExpressInstrumentation()],
}`,
      }),
    },
  },
];
