import { type WrongAnswer, replace } from "../example.ts";

const SEARCH = "backend/src/services/search-activities.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "other-answer-lost",
    made: "no return in front of startActiveSpan",
    unsaid: /throws an error of its own/,
    entries: ["E08"],
    step: "user-fields",
    inShort: true,
    change: { [SEARCH]: replace("return tracer.startActiveSpan", "await tracer.startActiveSpan") },
  },
  {
    finding: "other-service-throws",
    made: "an import with a slip in the other service",
    step: "user-fields",
    says: "isoTime is not defined",
    at: "backend/src/services/search-activities.ts:20",
    change: {
      "backend/src/services/search-activities.ts": replace("import { isoTime }", "import { isoime }"),
    },
  },
  {
    finding: "other-service-throws",
    made: "a function of another company's tracer",
    step: "user-fields",
    inShort: true,
    at: `${SEARCH}:12`,
    says: "tracer.trace is not a function",
    unsaid: /Where the work fails|Only the home feed/,
    change: { [SEARCH]: replace("tracer.startActiveSpan(", "tracer.trace(") },
  },
  {
    finding: "other-service-throws",
    made: "span.finish(), as OpenTracing had it",
    step: "user-fields",
    says: "span.finish is not a function",
    unsaid: /When the store throws/,
    change: { [SEARCH]: replace("span.end()", "span.finish()") },
  },
];
