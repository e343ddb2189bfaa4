import type { WrongAnswer } from "../example.ts";
import { NAME, GITPOD, gp, env } from "../example-files/key-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "key-lost-with-the-workspace",
    made: "export alone, in Gitpod",
    step: "set-api-key",
    inShort: true,
    entries: ["A02"],
    change: { ...env(""), ...gp("OTHER=1") },
    shell: { ...GITPOD, [NAME]: "practice-abcdefgh" },
  },
];
