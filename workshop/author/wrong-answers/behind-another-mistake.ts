import { setDotenvValue } from "../../compose/set-dotenv-value.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const SETUP = "backend/src/instrumentation.ts";
const APP = "backend/src/app.ts";
const PACKAGE = "backend/package.json";
const NO_SDK = { [PACKAGE]: replace(" --import ./src/instrumentation.ts", "") };
const NO_KEY = { ".env": (text: string) => setDotenvValue(text, "HONEYCOMB_API_KEY", "") };

/** Where one mistake keeps everything away, the rules behind it must not tell what they did not see. */
export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "start-script-does-not-load-it",
    made: "nothing loads the SDK, and the span's code loses the answer",
    step: 5,
    unsaid: /no request for the home feed ran it|Express and HTTP alone/,
    change: {
      ...NO_SDK,
      "backend/src/services/home-activities.ts": replace("return results;", "results;"),
    },
  },
  {
    finding: "key-missing",
    made: "no key, so that no field arrives, wherever it is set",
    step: 6,
    unsaid: /is set only when the work fails/,
    change: NO_KEY,
  },
  {
    finding: "environment-misspelt",
    made: "no variable at all, so none for traces alone",
    step: 2,
    unsaid: /is for traces alone/,
    change: { "docker-compose.yml": replace("environment:", "env:") },
  },
  {
    finding: "sdk-never-started",
    made: "the SDK is never started, so that no span begins, wherever one is asked for",
    step: 9,
    unsaid: /Only the home feed|no request for the home feed ran it|Express and HTTP alone/,
    change: { [SETUP]: replace("sdk.start();\n", "") },
  },
  {
    finding: "requests-are-ignored",
    made: "requests are ignored, so that all spans in them are blanks with one id",
    step: 9,
    unsaid: /ended by another|stands beside it/,
    change: {
      [SETUP]: replace(
        "new HttpInstrumentation({",
        "new HttpInstrumentation({ ignoreIncomingRequestHook: () => true,",
      ),
    },
  },
  {
    finding: "crashed-while-stopping",
    made: "an error while it stops, which hides no other, and no user",
    step: 9,
    unsaid: /an error of its own/,
    change: {
      [SETUP]: (text) =>
        replace(
          /sdk\s*\.shutdown\(\)/,
          "(sdk as any).stop()",
        )(replace(/ *startIncomingSpanHook.*\n/, "")(text)),
    },
  },
  {
    finding: "died-while-it-answered",
    made: "a middleware ends the backend before any service is asked",
    step: 9,
    unsaid: /Only the home feed|no request for the home feed ran it/,
    change: {
      [APP]: replace(
        "app.use(express.json());",
        'app.use(express.json());\n  app.use(() => {\n    setImmediate(() => {\n      throw new Error("no prune juice");\n    });\n  });',
      ),
    },
  },
  {
    finding: "service-throws",
    made: "who is signed in gets an error, and only the anonymous requests a list",
    step: 6,
    says: "loe is not defined",
    change: { "backend/src/services/home-activities.ts": replace("lore(now))", "loe(now))") },
  },
];
