import { type WrongAnswer, replace } from "../example.ts";
import { home } from "../example-files/home-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const NAME = '"home-activities-mock-data"';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "side-by-side",
    made: "startSpan twice, to make one the child of the other",
    entries: ["E03"],
    step: "custom-span",
    outcome: "advice",
    inShort: true,
    change: {
      [FILE]: home({
        body: `const span = tracer.startSpan(${NAME});
    try {
      const child = tracer.startSpan("ask-the-store");
      try {
        WORK
      } finally {
        child.end();
      }
    } finally {
      span.end();
    }`,
      }),
    },
  },
  {
    finding: "after-the-answer",
    made: "a mail that is sent behind the answer",
    entries: ["F15"],
    step: "custom-span",
    outcome: "advice",
    change: {
      [FILE]: (text) =>
        text.replace(
          "return results;",
          'setTimeout(() => tracer.startSpan("send-mail").end(), 300);\n      return results;',
        ),
    },
  },
  {
    finding: "open-after-the-answer",
    made: "the span is ended half a second later",
    entries: ["F15"],
    step: "custom-span",
    outcome: "advice",
    inShort: true,
    at: `${FILE}:17`,
    change: { [FILE]: replace("span.end();", "setTimeout(() => span.end(), 500);") },
  },
  {
    finding: "open-after-the-answer",
    made: "a mail that nobody waits for",
    entries: ["F15"],
    step: "custom-span",
    outcome: "advice",
    says: "send-mail",
    change: {
      [FILE]: (text) =>
        text
          .replace(/^/, 'import { setTimeout as wait } from "node:timers/promises";\n')
          .replace(
            "return results;",
            'void tracer.startActiveSpan("send-mail", async (mail) => {\n        await wait(400);\n        mail.end();\n      });\n      return results;',
          ),
    },
  },
];
