import type { WrongAnswer } from "../example.ts";
import { NOWHERE, INGEST, NAME, env } from "../example-files/key-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "dotenv-in-git",
    made: ".env is tracked",
    step: "set-api-key",
    inShort: true,
    track: true,
    entries: ["A16"],
  },
  {
    finding: "dotenv-in-git",
    made: "an empty .env is tracked",
    step: "set-api-key",
    track: true,
    change: env(""),
    shell: { [NAME]: INGEST },
  },
  {
    finding: "key-in-git",
    made: "the key in the journal",
    step: "set-api-key",
    inShort: true,
    track: true,
    entries: ["A16"],
    change: { ...NOWHERE, "journal/week2.md": (text) => `${text}\nMy key is ${INGEST}\n` },
    shell: { [NAME]: INGEST },
  },
  {
    finding: "key-in-git",
    made: "an older key in a header, in the journal",
    step: "set-api-key",
    track: true,
    entries: ["A16"],
    change: { ...NOWHERE, "journal/week2.md": (text) => `${text}\nx-honeycomb-team=${"aB3".repeat(7)}x\n` },
    shell: { [NAME]: INGEST },
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
        finding: "key-printed",
        made: "console.log of the headers",
        step: "initialize-provider",
        entries: ["A17"],
        at: "backend/src/server.ts:1",
        fix: 'console.log("headers:", Boolean(process.env.OTEL_EXPORTER_OTLP_HEADERS));',
        change: {
          "backend/src/server.ts": (text: string) =>
            `console.log("headers:", process.env.OTEL_EXPORTER_OTLP_HEADERS);\n${text}`,
        },
      },
      {
        finding: "key-printed",
        made: "every variable, in a loop",
        step: "initialize-provider",
        change: {
          "backend/src/app.ts": (text: string) =>
            `${text}\nfor (const [name, value] of Object.entries(process.env)) console.info(name, value);\n`,
        },
      },
    ] as const
  ).map((each): WrongAnswer => ({ step: "set-api-key", inShort: true, outcome: "advice", ...each })),
];
