import { type WrongAnswer, replace } from "../example.ts";
import { frame } from "../span-text.ts";
import { home } from "../home-text.ts";
import { middleware, plainSetup } from "../user-text.ts";

const SEARCH = "backend/src/services/search-activities.ts";
const FILE = "backend/src/services/home-activities.ts";
const NAME = '"home-activities-mock-data"';
const SET_LENGTH = 'span.setAttribute("app.result_length", results.length);';
const SETUP = "backend/src/instrumentation.ts";
const APP = "backend/src/app.ts";
const HEADER = 'request.headers["x-cruddur-user"]';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "answer-lost",
    made: "no return in front of startActiveSpan",
    entries: ["E08"],
    unsaid: /still open when/,
    step: "custom-span",
    inShort: true,
    at: `${FILE}:10`,
    change: { [FILE]: replace("return tracer.startActiveSpan", "tracer.startActiveSpan") },
  },
  {
    finding: "answer-lost",
    made: "await in front of startActiveSpan, but no return",
    entries: ["E08"],
    step: "custom-span",
    change: { [FILE]: replace("return tracer.startActiveSpan", "await tracer.startActiveSpan") },
  },
  {
    finding: "answer-lost",
    made: "no return inside startActiveSpan",
    entries: ["E08"],
    step: "custom-span",
    change: { [FILE]: replace("return results;", "results;") },
  },
  {
    finding: "answer-lost",
    made: "no return inside startActiveSpan, and its result in a variable",
    step: "custom-span",
    says: "the function inside startActiveSpan returns nothing",
    unsaid: /A span watches the work/,
    change: {
      [FILE]: (text) =>
        home({
          body: `const results = await tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      WORK
    } finally {
      span.end();
    }
  });
  return results as never;`,
        })(text).replace("return results;", ""),
    },
  },
  {
    finding: "unhandled-failure",
    made: "a second promise that nobody waits for",
    entries: ["E08"],
    step: "custom-span",
    change: {
      [FILE]: home({
        body: `const work = (async () => {
      WORK
    })();
  void tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      await work;
    } finally {
      span.end();
    }
  });
  return work;`,
      }),
    },
  },
  {
    finding: "answers-changed",
    made: "the failure is swallowed",
    step: "custom-span",
    inShort: true,
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      WORK
    } catch {
      return [];
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    finding: "answers-changed",
    made: "the signed-in user's activity got lost",
    step: "custom-span",
    change: { [FILE]: replace("if (user) results.unshift(lore(now));", "") },
  },
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
    finding: "sdk-in-a-service",
    made: "a provider of the service's own",
    entries: ["E33"],
    step: "custom-span",
    inShort: true,
    change: {
      [FILE]: frame({
        imports: 'import { TracerProvider } from "@opentelemetry/sdk-trace";',
        top: 'const tracer = new TracerProvider().getTracer("home.activities");',
      }),
    },
  },
  {
    finding: "store-not-asked",
    made: "the list written into the code, without the store",
    step: "custom-span",
    inShort: true,
    change: {
      [FILE]: frame({
        work: "const now = new Date();\n  const results = everyonesActivities(now);\n  if (user) results.unshift(lore(now));\n  void queryMockStore;\n  return results;",
      }),
    },
  },
  {
    finding: "store-not-asked",
    made: "the answer kept from the first request",
    says: "did not wait for the mock store, although other requests did",
    step: "custom-span",
    change: {
      [FILE]: frame({
        top: 'const tracer = trace.getTracer("home.activities");\nlet kept: Activity[] | undefined;',
        work: "const now = new Date();\n  kept ??= await queryMockStore(`home of ${user}`, everyonesActivities(now));\n  return user ? [lore(now), ...kept] : kept;",
      }),
    },
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
    change: { [FILE]: replace("span.setAttribute", "(span as any).set_attribute") },
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
    finding: "sdk-in-a-service",
    made: "a provider under another name, with a tracer of the lesson's beside it",
    step: "custom-span",
    fix: "trace.getTracer(",
    change: {
      [FILE]: frame({
        imports:
          'import { trace } from "@opentelemetry/api";\nimport { TracerProvider as Spans } from "@opentelemetry/sdk-trace";',
        top: 'const other = trace.getTracer("other");\nconst tracer = new Spans().getTracer("home.activities");\nvoid other;',
      }),
    },
  },
  {
    finding: "answer-lost",
    made: "the span's promise neither returned nor awaited, in an arrow function",
    step: "custom-span",
    fix: "return tracer.startActiveSpan(",
    change: {
      [FILE]: (text) =>
        home({
          body: `tracer.startActiveSpan(${NAME}, async (span) => {\n    try {\n      WORK\n    } finally {\n      span.end();\n    }\n  });`,
        })(text).replace(
          "export async function homeActivities(user?: string): Promise<Activity[]> {",
          "export const homeActivities = async (user?: string): Promise<any> => {",
        ),
    },
  },
  {
    finding: "unhandled-failure",
    made: "the span of the search without its outer return",
    step: "user-fields",
    at: `${SEARCH}:12`,
    unsaid: /home-activities\.ts/,
    change: { [SEARCH]: replace("return tracer.startActiveSpan", "tracer.startActiveSpan") },
  },
  {
    finding: "service-throws",
    made: "trace without its import",
    step: "custom-span",
    fix: 'import { trace } from "@opentelemetry/api";',
    change: {
      [FILE]: (text) =>
        text
          .replace(/import \{ trace \}.*\n/, "")
          .replace(/const tracer = .*\n/, "")
          .replace("tracer.start", '(trace as any).getTracer("home.activities").start')
          .replace("async (span)", "async (span: any)"),
    },
  },
  {
    finding: "answers-changed",
    made: "the failure is logged and an empty list returned",
    step: "custom-span",
    fix: "throw error;",
    change: {
      [FILE]: frame({
        work: "WORK\n    } catch (error) {\n      console.log(String(error));\n      return [];",
      }),
    },
  },
];
