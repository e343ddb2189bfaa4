import { dotenv, env, INGEST, NAME, NOWHERE } from "../key-text.ts";
import type { WrongAnswer } from "../wrong-answer.ts";

const step = 1;
const inShort = true;

/** Lines of .env that are not read as they are meant. */
export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "dotenv-not-utf8",
    made: "PowerShell wrote .env",
    step,
    inShort,
    change: dotenv([...`\uFEFF${NAME}=${INGEST}\r\n`].join("\0")),
  },
  {
    finding: "key-commented-out",
    made: "a # before the line",
    step,
    inShort,
    at: ".env:2",
    change: dotenv(`# mine\n# ${NAME}=${INGEST}\n`),
  },
  {
    finding: "key-line-unreadable",
    made: "a quotation mark is not closed",
    step,
    inShort,
    change: dotenv(`${NAME}="${INGEST}\n`),
  },
  { finding: "key-line-unreadable", made: "the key alone", step, inShort, change: dotenv(`${INGEST}\n`) },
  {
    finding: "key-line-unreadable",
    made: "the key in the line below its name",
    step,
    at: ".env:2",
    change: dotenv(`${NAME}=\n${INGEST}\n`),
  },
  {
    finding: "key-line-unreadable",
    made: "a command as it is typed in a shell",
    step,
    entries: ["A03"],
    change: dotenv(`gp env ${NAME}="${INGEST}"\n`),
  },
  {
    finding: "dotenv-is-a-folder",
    made: "Docker made a folder called .env",
    step,
    inShort,
    change: { ...NOWHERE, ".env/readme.txt": "tea\n" },
  },
  {
    finding: "dotenv-has-git-marks",
    made: "a merge that is not finished",
    step,
    inShort,
    at: ".env:1",
    change: dotenv(`<<<<<<< HEAD\n${NAME}=\n=======\n${NAME}=${INGEST}\n>>>>>>> theirs\n`),
  },
  {
    finding: "key-line-unreadable",
    made: "PowerShell's way to set a variable",
    step,
    says: "$env:",
    change: dotenv(`$env:${NAME}="${INGEST}"\n`),
  },
  {
    finding: "key-line-unreadable",
    made: "the name in quotation marks, as in JSON",
    step,
    change: dotenv(`"${NAME}": "${INGEST}"\n`),
  },
  {
    finding: "key-line-unreadable",
    made: "no equals sign",
    step,
    says: "no equals sign",
    change: dotenv(`${NAME} ${INGEST}\n`),
  },
  {
    finding: "key-line-unreadable",
    made: "an invisible character before the name",
    step,
    says: "cannot be seen",
    change: dotenv(`\u200b${NAME}=${INGEST}\n`),
  },
  {
    finding: "key-line-unreadable",
    made: "blanks in the name",
    step,
    change: dotenv(`HONEYCOMB API KEY=${INGEST}\n`),
  },
  {
    finding: "key-asks-for-a-variable",
    made: "the variable asks for itself",
    step,
    inShort,
    entries: ["B16"],
    at: ".env:1",
    change: env("${HONEYCOMB_API_KEY}"),
  },
  {
    finding: "key-asks-for-a-variable",
    made: "it asks for another one, which is set nowhere",
    step,
    entries: ["B16", "B18"],
    says: "MY_KEY",
    change: env("$MY_KEY"),
  },
  {
    finding: "dotenv-refused",
    made: "a note without # beside a right line",
    step,
    inShort,
    at: ".env:1",
    change: dotenv(`my key for the course:\n${NAME}=${INGEST}\n`),
  },
  {
    finding: "dotenv-refused",
    made: "a semicolon behind the quotation mark",
    step,
    change: env(`"${INGEST}";`),
  },
];
