import type { WrongAnswer } from "../example.ts";
import { env, NAME, dotenv } from "../example-files/key-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = (
  [
    {
      finding: "blanks-beside-equals",
      made: "blanks beside the equals sign",
      entries: ["A03"],
      change: dotenv(`${NAME} = practice-zzzzzzzz\n`),
    },
    { finding: "classic-key", made: "a Classic key", entries: ["A14"], change: env("0a".repeat(16)) },
  ] as const
).map((each): WrongAnswer => ({ step: "set-api-key", inShort: true, outcome: "advice", ...each }));
