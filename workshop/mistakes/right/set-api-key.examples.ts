import type { RightAnswer } from "../example.ts";

const step = "set-api-key";
const inShort = true;
const env = (text: string) => ({ ".env": text });
const INGEST = `hcaik_${"0".repeat(58)}`;
const GITPOD = { GITPOD_WORKSPACE_ID: "tea", PATH: "$ROOT/bin:/usr/bin:/bin" };

export const rightAnswers: readonly RightAnswer[] = [
  { made: "the solution", step, inShort },
  {
    made: "the key in this shell alone",
    step,
    inShort,
    change: { ".env": null },
    shell: { HONEYCOMB_API_KEY: "practice-abcdefgh" },
  },
  {
    made: "the key in double quotation marks",
    step,
    inShort,
    change: env('HONEYCOMB_API_KEY="practice-abcdefgh"\n'),
  },
  { made: "the key in single ones", step, change: env(`HONEYCOMB_API_KEY='${INGEST}'\n`) },
  {
    made: "export in .env, and a note behind it",
    step,
    inShort,
    change: env("export HONEYCOMB_API_KEY=practice-abcdefgh # mine\n"),
  },
  {
    made: "an ingest key, and Windows line ends",
    step,
    inShort,
    change: env(`HONEYCOMB_API_KEY=${INGEST}\r\n`),
  },
  { made: "a byte order mark", step, change: env(`\uFEFFHONEYCOMB_API_KEY=${INGEST}\n`) },
  { made: "a key of the EU", step, change: env(`HONEYCOMB_API_KEY=hcbik_${"0".repeat(58)}`) },
  { made: "an older environment key", step, change: env(`HONEYCOMB_API_KEY=${"aB3".repeat(7)}x\n`) },
  {
    made: "a Classic key whose header names a dataset",
    step,
    change: {
      ...env(`HONEYCOMB_API_KEY=${"0a".repeat(16)}\n`),
      "docker-compose.yml": (text) =>
        text.replace(
          "environment:",
          () =>
            'environment:\n      OTEL_EXPORTER_OTLP_HEADERS: "x-honeycomb-team=${HONEYCOMB_API_KEY},x-honeycomb-dataset=tea"',
        ),
    },
  },
  {
    made: "the same key in both places",
    step,
    change: env(`HONEYCOMB_API_KEY=${INGEST}\n`),
    shell: { HONEYCOMB_API_KEY: INGEST },
  },
  {
    made: "other names beside it",
    step,
    inShort,
    change: env(
      `HONEYCOMB_DATASET=tea\nMY_API_KEY=secret\nHONEYCOMB_API_KEY=${INGEST}\n# HONEYCOMB_API_KEY=old\n`,
    ),
  },
  {
    made: "export and gp env, in Gitpod",
    step,
    change: { ".env": null, "bin/gp": "#!/bin/sh\necho HONEYCOMB_API_KEY=practice-abcdefgh\n" },
    shell: { ...GITPOD, HONEYCOMB_API_KEY: "practice-abcdefgh" },
  },
  {
    made: "a secret, in a codespace",
    step,
    change: { ".env": null },
    shell: { CODESPACES: "true", HONEYCOMB_API_KEY: INGEST },
  },
  {
    made: "a variable of a line above",
    step,
    inShort,
    change: env(`MINE=${INGEST}\nHONEYCOMB_API_KEY=\${MINE}\n`),
  },
  {
    made: "a default, because nothing is set",
    step,
    change: env(`HONEYCOMB_API_KEY=\${TEAM_KEY:-${INGEST}}\n`),
  },
  { made: "a colon, which Compose takes too", step, change: env(`HONEYCOMB_API_KEY: ${INGEST}\n`) },
  {
    made: "notes, blank lines and other names around it",
    step,
    change: env(`# mine\n\nPORT=4567\n\nHONEYCOMB_API_KEY=${INGEST} # of the course\n\n`),
  },
  {
    made: "a secret of Ona",
    step,
    change: { ".env": null },
    shell: { ONA_ENVIRONMENT_ID: "tea", HONEYCOMB_API_KEY: INGEST },
  },
  {
    made: "code that prints only whether the key is there",
    step,
    change: {
      "backend/src/server.ts": (text) =>
        `console.log("key set:", Boolean(process.env.HONEYCOMB_API_KEY));\n${text}`,
    },
  },
  {
    made: "code that prints a variable that it does not have",
    step: "initialize-provider",
    change: {
      "backend/src/server.ts": (text) =>
        `console.log("key:", process.env.HONEYCOMB_API_KEY, "// console.log(process.env)");\n${text}`,
    },
  },
];
