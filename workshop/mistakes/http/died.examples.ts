import { home } from "../example-files/home-text.ts";
import { APP, HOME } from "../example-files/set-up-changes.ts";
import { type WrongAnswer, replace } from "../example.ts";

const FILE = HOME;
const NAME = '"home-activities-mock-data"';

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "unhandled-failure",
    made: "another service without its outer return",
    step: "user-fields",
    at: "backend/src/services/search-activities.ts:12",
    fix: "return tracer.startActiveSpan(",
    unsaid: /home-activities/,
    change: {
      "backend/src/services/search-activities.ts": replace(
        "return tracer.startActiveSpan",
        "tracer.startActiveSpan",
      ),
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
    finding: "unhandled-failure",
    made: "no return in front of startActiveSpan",
    entries: ["E08"],
    unsaid: /still open when/,
    step: "custom-span",
    inShort: true,
    at: `${FILE}:10`,
    change: { [FILE]: replace("return tracer.startActiveSpan", "tracer.startActiveSpan") },
  },
  {
    finding: "died-while-it-answered",
    made: "a timer of the middleware throws",
    step: "initialize-provider",
    inShort: true,
    change: {
      [APP]: replace(
        "app.use(express.json());",
        'app.use(express.json());\n  app.use(() => {\n    setImmediate(() => {\n      throw new Error("no prune juice");\n    });\n  });',
      ),
    },
  },
  {
    finding: "died-while-it-answered",
    made: "a middleware ends the backend before any service is asked",
    step: "user-fields",
    unsaid: /Only the home feed|no request for the home feed ran it/,
    change: {
      [APP]: replace(
        "app.use(express.json());",
        'app.use(express.json());\n  app.use(() => {\n    setImmediate(() => {\n      throw new Error("no prune juice");\n    });\n  });',
      ),
    },
  },
];
