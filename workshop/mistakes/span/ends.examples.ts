import { type WrongAnswer, replace } from "../example.ts";
import { frame, ASK } from "../example-files/span-text.ts";
import { home } from "../example-files/home-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const NAME = '"home-activities-mock-data"';
const SEARCH = "backend/src/services/search-activities.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "span-never-ended",
    made: "no end at all",
    entries: ["E01"],
    step: "custom-span",
    inShort: true,
    at: `${FILE}:9`,
    change: {
      [FILE]: home({ body: `return tracer.startActiveSpan(${NAME}, async (span) => {\n      WORK\n  });` }),
    },
  },
  {
    finding: "span-never-ended",
    made: "end without its parentheses",
    entries: ["E01"],
    step: "custom-span",
    at: `${FILE}:17`,
    says: "span.end without ()",
    fix: "span.end();",
    change: { [FILE]: replace("span.end();", "span.end;") },
  },
  {
    finding: "span-never-ended",
    made: "the end stands behind the return",
    entries: ["E01"],
    step: "custom-span",
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {\n      WORK\n    span.end();\n  });`,
      }),
    },
  },
  {
    finding: "open-when-it-fails",
    made: "the end on the last line, without a finally",
    entries: ["E01"],
    step: "custom-span",
    inShort: true,
    change: {
      [FILE]: home({
        body: `const span = tracer.startSpan(${NAME});\n  ${ASK}\n  span.end();\n  return results;`,
      }),
    },
  },
  {
    finding: "ended-twice",
    made: "an end before the return and one in the finally",
    entries: ["E10"],
    step: "custom-span",
    inShort: true,
    change: { [FILE]: frame({ work: `${ASK}\n  span.end();\n  return results;` }) },
  },
  {
    finding: "ended-before-the-work",
    made: "return without await in a try with a finally",
    entries: ["E07"],
    step: "custom-span",
    inShort: true,
    change: {
      [FILE]: home({
        top: `const tracer = trace.getTracer("home.activities");

async function gather(user?: string) {
  ${ASK}
  return results;
}`,
        body: `return tracer.startActiveSpan(${NAME}, (span) => {
    try {
      return gather(user);
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    finding: "ended-before-the-work",
    made: "the span stands before the work",
    entries: ["E07"],
    step: "custom-span",
    inShort: true,
    change: {
      [FILE]: home({
        body: `const span = tracer.startSpan(${NAME});\n  span.end();\n  WORK`,
      }),
    },
  },
  {
    finding: "begun-after-the-work",
    made: "the span stands around what comes after the store",
    entries: ["E07"],
    step: "custom-span",
    inShort: true,
    change: {
      [FILE]: home({
        body: `const now = new Date();
  const results = await queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now)).catch((error) => {
    tracer.startSpan(${NAME}).end();
    throw error;
  });
  return tracer.startActiveSpan(${NAME}, (span) => {
    if (user) results.unshift(lore(now));
    span.end();
    return results;
  });`,
      }),
    },
  },
  {
    finding: "wrong-times",
    made: "a start time in seconds",
    entries: ["E31"],
    step: "custom-span",
    inShort: true,
    change: { [FILE]: replace(`${NAME}, async`, `${NAME}, { startTime: Date.now() / 1000 }, async`) },
  },
  {
    finding: "wrong-times",
    made: "an end time in seconds",
    entries: ["E31"],
    step: "custom-span",
    change: { [FILE]: replace("span.end()", "span.end(Math.round(Date.now() / 1000))") },
  },
  {
    finding: "span-shared-by-requests",
    made: "the span in a variable at the top of the file",
    entries: ["F11"],
    step: "custom-span",
    inShort: true,
    change: {
      [FILE]: home({
        imports: 'import { trace, type Span } from "@opentelemetry/api";',
        top: 'const tracer = trace.getTracer("home.activities");\nlet span: Span;',
        body: `span = tracer.startSpan(${NAME});
    try {
      WORK
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "span-never-ended",
    made: "ended in the catch alone",
    entries: ["E01"],
    step: "custom-span",
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      WORK
    } catch (error) {
      span.end();
      throw error;
    }
  });`,
      }),
    },
  },
  {
    finding: "begun-after-the-work",
    made: "the store is asked first and awaited in the span",
    entries: ["E07"],
    step: "custom-span",
    change: {
      [FILE]: home({
        body: `const now = new Date();
  const asked = queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now));
  return tracer.startActiveSpan(${NAME}, async (span) => {
    try {
      const results = await asked;
      if (user) results.unshift(lore(now));
      return results;
    } finally {
      span.end();
    }
  });`,
      }),
    },
  },
  {
    finding: "ended-before-the-work",
    made: "forEach with an async function",
    entries: ["E07"],
    step: "custom-span",
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {
    const now = new Date();
    const results: Activity[] = [];
    const asked: Promise<unknown>[] = [];
    [1].forEach(async () => {
      const store = queryMockStore(\`home of \${user || "anyone"}\`, everyonesActivities(now));
      asked.push(store);
      results.push(...(await store.catch(() => [])));
    });
    span.end();
    await Promise.all(asked);
    if (user) results.unshift(lore(now));
    return results;
  });`,
      }),
    },
  },
  {
    finding: "begun-after-the-work",
    made: "a span around a pause behind the store",
    step: "custom-span",
    change: {
      [FILE]: home({
        body: `${ASK}
  await tracer.startActiveSpan(${NAME}, async (span) => {
    await Promise.resolve();
    span.end();
  });
  return results;`,
      }),
    },
  },
  {
    finding: "span-never-ended",
    made: "no end",
    entries: ["E01"],
    step: "user-fields",
    inShort: true,
    change: { [SEARCH]: replace("span.end();", "") },
  },
  {
    finding: "open-when-it-fails",
    made: "the end before the return",
    entries: ["E01"],
    step: "user-fields",
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
    step: "user-fields",
    inShort: true,
    change: { [SEARCH]: replace("return { data };", "span.end();\n      return { data };") },
  },
  {
    finding: "span-never-ended",
    made: "a return between the span's start and its try",
    step: "user-fields",
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
    step: "user-fields",
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
    finding: "span-never-ended",
    made: "no end, and no name for the span",
    entries: ["E01"],
    step: "custom-span",
    fix: "async (span) => {",
    change: {
      [FILE]: home({ body: `return tracer.startActiveSpan(${NAME}, async () => {\n      WORK\n  });` }),
    },
  },
  {
    finding: "span-never-ended",
    made: "no end, on one line, with a name of their own",
    step: "custom-span",
    fix: "home.end();",
    change: {
      [FILE]: home({
        top: `const tracer = trace.getTracer("home.activities");

async function gather(user?: string) {
  ${ASK}
  return results;
}`,
        body: `return tracer.startActiveSpan(${NAME}, (home) => gather(user));`,
      }),
    },
  },
  {
    finding: "open-when-it-fails",
    made: "the end before the return, in a method of a class",
    step: "custom-span",
    fix: "} finally {",
    change: {
      [FILE]: home({
        top: `class Home {
  private readonly tracer = trace.getTracer("home.activities");
  async run(user?: string): Promise<Activity[]> {
    const work = this.tracer.startSpan(${NAME});
    ${ASK}
    work.end();
    return results;
  }
}
const service = new Home();`,
        body: "return service.run(user);",
      }),
    },
  },
  {
    finding: "ended-before-the-work",
    made: "the end on the line after the start",
    step: "custom-span",
    fix: "} finally {",
    change: {
      [FILE]: home({
        body: `return tracer.startActiveSpan(${NAME}, async (span) => {\n      span.end();\n      WORK\n  });`,
      }),
    },
  },
];
