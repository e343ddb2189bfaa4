import { type WrongAnswer, replace } from "../example.ts";
import { frame } from "../example-files/span-text.ts";
import { home } from "../example-files/home-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const NAME = '"home-activities-mock-data"';

export const wrongAnswers: readonly WrongAnswer[] = [
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
    finding: "failure-swallowed",
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
    says: "did not ask the mock store, although others did",
    step: "custom-span",
    change: {
      [FILE]: frame({
        top: 'const tracer = trace.getTracer("home.activities");\nlet kept: Activity[] | undefined;',
        work: "const now = new Date();\n  kept ??= await queryMockStore(`home of ${user}`, everyonesActivities(now));\n  return user ? [lore(now), ...kept] : kept;",
      }),
    },
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
];
