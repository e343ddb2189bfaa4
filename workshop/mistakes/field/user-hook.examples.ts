import { type RightAnswer, type WrongAnswer, replace } from "../example.ts";
import { instrumentation } from "../example-files/instrumentation-text.ts";
import { http } from "../example-files/user-text.ts";

const SETUP = "backend/src/instrumentation.ts";
const HEADER = 'request.headers["x-cruddur-user"]';
const HOOK = /\(request\) => \(\{ "app\.user_id": request\.headers\["x-cruddur-user"\] \}\)/;

export const wrongAnswers: readonly WrongAnswer[] = [
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
            'new ExpressInstrumentation({ startIncomingSpanHook: (request: any) => ({ "app.user_id": request.headers["x-cruddur-user"] }) })',
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
        'startIncomingSpanHook: ((span: any, request: any) => { return span.setAttribute("app.user_id", request.headers["x-cruddur-user"]); }),\n',
      ),
    },
  },
  {
    finding: "hook-without-effect",
    made: "header instead of headers",
    step: "user-fields",
    at: `${SETUP}:12`,
    says: "with an s",
    change: { [SETUP]: replace(HEADER, 'request.header["x-cruddur-user"]') },
  },
  {
    finding: "hook-without-effect",
    made: "requestHook with one object",
    step: "user-fields",
    says: "two arguments",
    change: {
      [SETUP]: http(
        '{ requestHook: (({ span, request }: any) => span.setAttribute("app.user_id", request.headers["x-cruddur-user"])) }',
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
        '{ incomingRequestHook: (span: any, request: any) => span.setAttribute("app.user_id", request.headers["x-cruddur-user"]) }',
      ),
    },
  },
  {
    finding: "hook-without-effect",
    made: "a hook that gives its fields inside attributes",
    step: "user-fields",
    says: "It returns an object with one property, attributes",
    change: {
      [SETUP]: http(
        '{ startIncomingSpanHook: (request) => ({ attributes: { "app.user_id": request.headers["x-cruddur-user"] } }) }',
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
        '{ startIncomingSpanHook: (request) => ({ "app.user_id": request.headers.x-cruddur-user }) }',
      ),
    },
  },
  {
    finding: "hook-gives-no-user",
    made: "a Map of the headers, asked for another one",
    step: "user-fields",
    unsaid: /Express/,
    change: {
      [SETUP]: http(
        '{ startIncomingSpanHook: (request) => ({ "app.user_id": new Map(Object.entries(request.headers)).get("x-user") }) }',
      ),
    },
  },
  {
    finding: "hook-in-the-wrong-place",
    made: "the hook among the options of NodeSDK",
    step: "user-fields",
    says: "NodeSDK",
    change: {
      [SETUP]: http(
        "",
        'startIncomingSpanHook: (request: any) => ({ "app.user_id": request.headers["x-cruddur-user"] }),',
      ),
    },
  },
];

export const rightAnswers: readonly RightAnswer[] = [
  {
    made: "the hook's options in a variable, and a Map of the headers",
    step: "user-fields",
    inShort: true,
    change: {
      [SETUP]: instrumentation({
        imports: `import type { IncomingMessage } from "node:http";

// Express would ask with request.get("x-user"), and headers["X-Cruddur-User"] is undefined here.
const startIncomingSpanHook = (request: IncomingMessage) => ({
  "app.user_id": new Map(Object.entries(request.headers)).get("x-cruddur-user"),
});
const httpOptions = { startIncomingSpanHook };
`,
        options: `{
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [new HttpInstrumentation(httpOptions), new ExpressInstrumentation()],
}`,
      }),
    },
  },
];
