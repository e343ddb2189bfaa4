import { setDotenvValue } from "../../compose/set-dotenv-value.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const PACKAGE = "backend/package.json";
const NO_SDK = { [PACKAGE]: replace(" --import ./src/instrumentation.ts", "") };
const NO_KEY = { ".env": (text: string) => setDotenvValue(text, "HONEYCOMB_API_KEY", "") };

/** Where one mistake keeps everything away, the rules behind it must not tell what they did not see. */
export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "start-script-does-not-load-it",
    made: "nothing loads the SDK, and the span's code loses the answer",
    step: 5,
    unsaid: "no request for the home feed ran it",
    change: {
      ...NO_SDK,
      "backend/src/services/home-activities.ts": replace("return results;", "results;"),
    },
  },
  {
    finding: "key-missing",
    made: "no key, so that no field arrives, wherever it is set",
    step: 6,
    unsaid: "is set only when the work fails",
    change: NO_KEY,
  },
  {
    finding: "environment-misspelt",
    made: "no variable at all, so none for traces alone",
    step: 2,
    unsaid: "is for traces alone",
    change: { "docker-compose.yml": replace("environment:", "env:") },
  },
];
