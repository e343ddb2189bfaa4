import type { WrongAnswer } from "../example.ts";
import { home } from "../example-files/home-text.ts";

const FILE = "backend/src/services/home-activities.ts";
const NAME = '"home-activities-mock-data"';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "span-before-requests",
    made: "the span is started at the top of the file",
    step: "custom-span",
    inShort: true,
    at: `${FILE}:7`,
    change: {
      [FILE]: home({
        top: `const tracer = trace.getTracer("home.activities");\nconst span = tracer.startSpan(${NAME});`,
        body: `try {\n      WORK\n    } finally {\n      span.end();\n    }`,
      }),
    },
  },
  {
    finding: "renamed-instead-of-started",
    made: "Express's span was renamed",
    entries: ["E22"],
    step: "custom-span",
    inShort: true,
    at: `${FILE}:9`,
    change: {
      [FILE]: home({ top: "", body: `trace.getActiveSpan()?.updateName(${NAME});\n  WORK` }),
    },
  },
  {
    finding: "framework-span-ended",
    made: "getActiveSpan() is ended",
    entries: ["E10"],
    step: "custom-span",
    inShort: true,
    change: {
      [FILE]: home({
        top: "",
        body: "try {\n    WORK\n  } finally {\n    trace.getActiveSpan()?.end();\n  }",
      }),
    },
  },
  {
    finding: "span-outside-of-its-request",
    made: "a queue that a timer works off",
    entries: ["F11", "F12", "F14"],
    step: "custom-span",
    inShort: true,
    at: `${FILE}:9`,
    change: {
      [FILE]: home({
        top: `const tracer = trace.getTracer("home.activities");
const queue: (() => void)[] = [];
setInterval(() => {
  const span = queue.length > 0 ? tracer.startSpan(${NAME}) : undefined;
  for (const job of queue.splice(0)) job();
  span?.end();
}, 5).unref();`,
        body: "await new Promise<void>((resolve) => queue.push(resolve));\n  WORK",
      }),
    },
  },
  {
    finding: "renamed-instead-of-started",
    made: "the request's own span was renamed, and nobody sees it",
    entries: ["E22"],
    step: "custom-span",
    change: {
      [FILE]: home({ top: "", body: "WORK", imports: "" }),
      "backend/src/app.ts": (text) =>
        `import { context } from "@opentelemetry/api";\nimport { getRPCMetadata } from "@opentelemetry/core";\n${text}`.replace(
          "response.json(await homeActivities(signedInUser(request)));",
          `getRPCMetadata(context.active())?.span?.updateName(${NAME});\n    response.json(await homeActivities(signedInUser(request)));`,
        ),
    },
  },
];
