import type { WrongAnswer } from "../example.ts";
import { GITPOD, gp, env, dotenv, NAME } from "../example-files/key-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = (
  [
    {
      finding: "keys-differ",
      made: "an old export beside a new .env",
      entries: ["A19"],
      shell: { [NAME]: "practice-zzzzzzzz" },
    },
    {
      finding: "keys-differ-in-dotenv",
      made: "two keys in .env",
      entries: ["A19"],
      at: ".env:1",
      change: dotenv(`${NAME}=practice-aaaaaaaa\n${NAME}=practice-bbbbbbbb\n`),
    },
    {
      finding: "gp-env-keeps-another-key",
      made: "a new export beside an old gp env",
      entries: ["A02"],
      change: { ...env(""), ...gp(`${NAME}=practice-zzzzzzzz`) },
      shell: { ...GITPOD, [NAME]: "practice-abcdefgh" },
    },
    {
      finding: "gp-env-keeps-another-key",
      made: "gp env with the placeholder",
      inShort: false,
      change: { ...env(""), ...gp(`${NAME}="<your key>"`) },
      shell: { ...GITPOD, [NAME]: "practice-abcdefgh" },
    },
  ] as const
).map((each): WrongAnswer => ({ step: "set-api-key", inShort: true, outcome: "advice", ...each }));
