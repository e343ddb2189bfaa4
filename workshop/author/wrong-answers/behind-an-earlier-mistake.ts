import { setDotenvValue } from "../../compose/set-dotenv-value.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const PACKAGE = "backend/package.json";
const NO_SDK = { [PACKAGE]: replace(" --import ./src/instrumentation.ts", "") };
const NO_KEY = { ".env": (text: string) => setDotenvValue(text, "HONEYCOMB_API_KEY", "") };

/** Where an earlier step's mistake keeps the spans away, a later step must not tell what it did not see. */
export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "start-script-does-not-load-it",
    made: "nothing loads the SDK, and the span's code loses the answer",
    step: 5,
    untrue: ["span-code-never-runs"],
    change: {
      ...NO_SDK,
      "backend/src/services/home-activities.ts": replace("return results;", "results;"),
    },
  },
  {
    finding: "key-missing",
    made: "no key, so that no field arrives, wherever it is set",
    step: 6,
    untrue: ["field-only-when-it-fails"],
    change: NO_KEY,
  },
];
