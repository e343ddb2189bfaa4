import { type WrongAnswer, replace } from "../example.ts";
import { plainSearch } from "../example-files/user-text.ts";

const SEARCH = "backend/src/services/search-activities.ts";
const NOTIFICATIONS = "backend/src/services/notifications-activities.ts";
const HOME = "backend/src/services/home-activities.ts";
const NAME = '"search-activities-mock-data"';
const TRACE = 'import { trace } from "@opentelemetry/api";\n';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "other-span-missing",
    made: "only the user",
    step: "user-fields",
    outcome: "open",
    inShort: true,
    change: { [SEARCH]: plainSearch },
  },
  {
    finding: "other-span-in-home",
    made: "a second span, but in the home feed again",
    step: "user-fields",
    change: {
      [SEARCH]: plainSearch,
      [HOME]: replace("const results", 'tracer.startSpan("before-the-store").end();\n      const results'),
    },
  },
  {
    finding: "span-of-home-reused",
    made: "the home feed's name in the search",
    step: "user-fields",
    inShort: true,
    change: { [SEARCH]: replace(NAME, '"home-activities-mock-data"') },
  },
  {
    finding: "parent-ends-first",
    made: "the outer span does not wait for the inner one",
    entries: ["E07"],
    step: "user-fields",
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
    finding: "other-span-without-time",
    made: "a span before the work, around a few lines",
    entries: ["E07"],
    step: "user-fields",
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
    step: "user-fields",
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
    step: "user-fields",
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
];
