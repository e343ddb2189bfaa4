import { APP, HOME } from "../example-files/set-up-changes.ts";
import { middleware, plainSetup } from "../example-files/user-text.ts";
import { type WrongAnswer, replace } from "../example.ts";

const FILE = HOME;
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';
const SETUP = "backend/src/instrumentation.ts";
const SEARCH = "backend/src/services/search-activities.ts";
const HEADER = 'request.headers["x-cruddur-user"]';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "service-throws",
    made: "the import was forgotten",
    step: "custom-span",
    inShort: true,
    change: { [FILE]: replace(/const tracer = .*;/, "") },
  },
  {
    finding: "service-throws",
    made: "neither async nor await",
    step: "custom-span",
    change: { [FILE]: (text) => text.replace("async (span)", "(span)").replace("await ", "") },
  },
  {
    finding: "service-throws",
    made: "result for results",
    step: "span-fields",
    fix: SET_LENGTH,
    change: { [FILE]: replace("results.length", "result.length") },
  },
  {
    finding: "service-throws",
    made: "set_attribute, as in Python",
    step: "span-fields",
    at: `${FILE}:13`,
    says: "set_attribute",
    change: { [FILE]: replace("span.setAttribute", "span.set_attribute") },
  },
  {
    finding: "service-throws",
    made: "a root that the API does not give, in a middleware",
    step: "user-fields",
    says: "getRootSpan is not a function",
    unsaid: /Only the home feed|only the home feed/,
    change: {
      [SETUP]: plainSetup,
      [APP]: middleware(`(trace as any).getRootSpan().setAttribute("app.user_id", ${HEADER});`),
    },
  },
  {
    finding: "service-throws",
    made: "who is signed in gets an error, and only the anonymous requests a list",
    step: "span-fields",
    says: "loe is not defined",
    change: { "backend/src/services/home-activities.ts": replace("lore(now))", "loe(now))") },
  },
  {
    finding: "service-throws",
    made: "an import with a slip in the other service",
    step: "user-fields",
    says: "isoTime is not defined",
    at: "backend/src/services/search-activities.ts:4",
    change: {
      "backend/src/services/search-activities.ts": replace("import { isoTime }", "import { isoime }"),
    },
  },
  {
    finding: "service-throws",
    made: "a function of another company's tracer",
    step: "user-fields",
    inShort: true,
    at: `${SEARCH}:12`,
    says: "tracer.trace is not a function",
    unsaid: /Where the work fails|Only the home feed/,
    change: { [SEARCH]: replace("tracer.startActiveSpan(", "(tracer as any).trace(") },
  },
  {
    finding: "service-throws",
    made: "span.finish(), as OpenTracing had it",
    step: "user-fields",
    says: "span.finish is not a function",
    unsaid: /When the store throws/,
    change: { [SEARCH]: replace("span.end()", "span.finish()") },
  },
  {
    finding: "service-throws",
    made: "the service behind it throws",
    step: "initialize-provider",
    change: {
      "backend/src/services/home-activities.ts": replace(
        "const now",
        'throw new Error("no activities");\n  const now',
      ),
    },
  },
];
