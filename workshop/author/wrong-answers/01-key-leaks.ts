import { dotenv, env, GITPOD, gp, INGEST, NAME, NOWHERE } from "../key-text.ts";
import type { WrongAnswer } from "../wrong-answer.ts";

const step = 1;
const inShort = true;

/** Who else can read the key, how long it stays, and what passes and should still be mended. */
export const wrongAnswers: readonly WrongAnswer[] = [
  { finding: "dotenv-in-git", made: ".env is tracked", step, inShort, track: true, entries: ["A16"] },
  {
    finding: "dotenv-in-git",
    made: "an empty .env is tracked",
    step,
    track: true,
    change: env(""),
    shell: { [NAME]: INGEST },
  },
  {
    finding: "key-in-git",
    made: "the key in the journal",
    step,
    inShort,
    track: true,
    entries: ["A16"],
    change: { ...NOWHERE, "journal/week2.md": (text) => `${text}\nMy key is ${INGEST}\n` },
    shell: { [NAME]: INGEST },
  },
  {
    finding: "key-in-git",
    made: "an older key in a header, in the journal",
    step,
    track: true,
    entries: ["A16"],
    change: { ...NOWHERE, "journal/week2.md": (text) => `${text}\nx-honeycomb-team=${"aB3".repeat(7)}x\n` },
    shell: { [NAME]: INGEST },
  },
  {
    finding: "key-lost-with-the-workspace",
    made: "export alone, in Gitpod",
    step,
    inShort,
    entries: ["A02"],
    change: { ...env(""), ...gp("OTHER=1") },
    shell: { ...GITPOD, [NAME]: "practice-abcdefgh" },
  },
  ...(
    [
      {
        finding: "key-in-an-old-commit",
        made: "the key was committed, and taken out again",
        entries: ["A16"],
        past: { "journal/week2.md": `My key is ${INGEST}\n` },
      },
      {
        finding: "dotenv-not-ignored",
        made: "git may take .env",
        entries: ["A16"],
        past: { "notes.md": "tea\n" },
      },
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
      {
        finding: "blanks-beside-equals",
        made: "blanks beside the equals sign",
        entries: ["A03"],
        change: dotenv(`${NAME} = practice-zzzzzzzz\n`),
      },
      {
        finding: "key-printed",
        made: "console.log of the key",
        entries: ["A17"],
        at: "backend/src/server.ts:1",
        change: {
          "backend/src/server.ts": (text: string) =>
            `console.log("key:", process.env.HONEYCOMB_API_KEY);\n${text}`,
        },
      },
      { finding: "classic-key", made: "a Classic key", entries: ["A14"], change: env("0a".repeat(16)) },
    ] as const
  ).map((each): WrongAnswer => ({ step, inShort, outcome: "advice", ...each })),
];
