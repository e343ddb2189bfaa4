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
];
