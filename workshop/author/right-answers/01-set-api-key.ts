import type { RightAnswer } from "../wrong-answer.ts";

const step = 1;
const inShort = true;
const env = (text: string) => ({ ".env": text });

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
    made: "the key in quotation marks, in .env",
    step,
    inShort,
    change: env('HONEYCOMB_API_KEY="practice-abcdefgh"\n'),
  },
  {
    made: "export in .env",
    step,
    inShort,
    change: env("export HONEYCOMB_API_KEY=practice-abcdefgh # mine\n"),
  },
  { made: "an ingest key", step, inShort, change: env(`HONEYCOMB_API_KEY=hcaik_${"0".repeat(58)}\r\n`) },
  { made: "a key of the EU", step, inShort, change: env(`HONEYCOMB_API_KEY=hcbik_${"0".repeat(58)}`) },
  { made: "an older environment key", step, inShort, change: env(`HONEYCOMB_API_KEY=${"aB3".repeat(7)}x\n`) },
];
