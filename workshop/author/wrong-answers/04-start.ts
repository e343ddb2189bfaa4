import { instrumentation, manifest } from "../instrumentation-text.ts";
import { FILE, SERVER, PACKAGE, WITH_IT, WITHOUT_IT } from "../step-4-changes.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const step = 4;

/** What the start script says and leaves out. */
export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "instrumentation-missing",
    made: "nothing was written yet",
    step,
    inShort: true,
    change: { [FILE]: null, [PACKAGE]: manifest(WITHOUT_IT) },
  },
  {
    finding: "start-script-missing",
    made: "the start script was renamed",
    step,
    inShort: true,
    change: { [PACKAGE]: replace('"start"', '"serve"') },
  },
  {
    finding: "start-script-missing",
    made: "a capital letter",
    step,
    says: 'it is called "Start" there',
    at: `${PACKAGE}:7`,
    change: { [PACKAGE]: replace('"start"', '"Start"') },
  },
  {
    finding: "start-script-does-not-load-it",
    made: "the start script was left as it was",
    entries: ["D09"],
    step,
    inShort: true,
    change: { [PACKAGE]: manifest(WITHOUT_IT) },
  },
  {
    finding: "instrumentation-empty",
    made: "the file was made, and never saved",
    step,
    inShort: true,
    change: { [FILE]: "" },
  },
  {
    finding: "instrumentation-empty",
    made: "everything in the file is commented out",
    step,
    change: { [FILE]: instrumentation().replace(/^/gm, "// ") },
  },
  {
    finding: "api-without-sdk",
    made: "a tracer of the API, and no SDK anywhere",
    entries: ["C01"],
    step,
    inShort: true,
    at: `${FILE}:2`,
    change: {
      [FILE]:
        'import { trace } from "@opentelemetry/api";\ntrace.getTracer("backend").startActiveSpan("work", (span) => span.end());\n',
    },
  },
  {
    finding: "long-dash-in-start-script",
    made: "a dash from a chat in the start script",
    step,
    at: `${PACKAGE}:7`,
    change: { [PACKAGE]: manifest("node --import tsx –import ./src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "flag-behind-the-program",
    made: "--import behind the program",
    step,
    inShort: true,
    at: `${PACKAGE}:7`,
    change: { [PACKAGE]: manifest("node --import tsx src/server.ts --import ./src/instrumentation.ts") },
  },
  {
    finding: "instrumentation-in-another-process",
    made: "the file and the server as two programs",
    step,
    inShort: true,
    change: {
      [PACKAGE]: manifest("node --import tsx src/instrumentation.ts && node --import tsx src/server.ts"),
    },
  },
  {
    finding: "instrumentation-in-another-process",
    made: "the file in the background, beside the server",
    step,
    change: {
      [PACKAGE]: manifest("node --import tsx src/instrumentation.ts & node --import tsx src/server.ts"),
    },
  },
  {
    finding: "server-not-started",
    made: "the start script runs the file instead of the server",
    step,
    inShort: true,
    change: { [PACKAGE]: manifest("node --import tsx ./src/instrumentation.ts") },
  },
  {
    finding: "start-script-does-not-load-it",
    made: "only the script dev loads it",
    entries: ["D09"],
    step,
    says: 'only the script "dev" loads it',
    change: {
      [PACKAGE]: (text) => manifest(WITHOUT_IT)(text).replace('"start"', `"dev": "${WITH_IT}",\n    "start"`),
    },
  },
  {
    finding: "start-script-does-not-load-it",
    made: "an import that is used for a type alone, and so left out",
    step,
    change: {
      [PACKAGE]: manifest(WITHOUT_IT),
      [FILE]: replace("const sdk", "export const sdk"),
      [SERVER]: (text) =>
        `import { sdk } from "./instrumentation.ts";\nexport type Sdk = typeof sdk;\n${text}`,
    },
  },
  {
    finding: "start-script-twice",
    made: "a second start below the right one",
    step,
    at: `${PACKAGE}:8`,
    change: { [PACKAGE]: replace(/("start": "[^"]*")/, `$1,\n    "start": "${WITHOUT_IT}"`) },
  },
  {
    finding: "windows-words-in-start-script",
    made: "backslashes in the paths",
    step,
    inShort: true,
    says: ".\\src\\instrumentation.ts",
    change: { [PACKAGE]: manifest("node --import tsx --import .\\src\\instrumentation.ts src\\server.ts") },
  },
  {
    finding: "windows-words-in-start-script",
    made: "set before the command",
    step,
    says: "set NODE_OPTIONS=--import tsx",
    change: {
      [PACKAGE]: manifest(
        "set NODE_OPTIONS=--import tsx && node --import ./src/instrumentation.ts src/server.ts",
      ),
    },
  },
  {
    finding: "container-starts-without-it",
    made: "an image that starts the server in a way of its own",
    entries: ["D09"],
    outcome: "advice",
    step,
    change: {
      "backend/Dockerfile": replace(
        'ENTRYPOINT ["sh", "start.sh"]',
        'CMD ["node", "--import", "tsx", "src/server.ts"]',
      ),
    },
  },
  {
    finding: "container-starts-without-it",
    made: "an image that starts npm",
    entries: ["D39"],
    outcome: "advice",
    step,
    inShort: true,
    change: { "backend/Dockerfile": replace('ENTRYPOINT ["sh", "start.sh"]', "CMD npm start") },
  },
  {
    finding: "odd-letter-in-start-script",
    made: "a blank of a web page",
    step,
    inShort: true,
    at: `${PACKAGE}:7`,
    unsaid: /knows no option/,
    change: { [PACKAGE]: manifest(WITH_IT.replace("--import ./", "--import\u00a0./")) },
  },
  {
    finding: "odd-letter-in-start-script",
    made: "curly quotation marks around a name",
    step,
    says: "“",
    change: { [PACKAGE]: manifest(WITH_IT.replace("tsx", "“tsx”")) },
  },
  {
    finding: "tsx-by-loader",
    made: "--loader, as articles for Node 18 have it",
    step,
    change: { [PACKAGE]: manifest(WITH_IT.replace("--import tsx", "--loader tsx")) },
  },
  {
    finding: "esm-without-hook",
    made: "half of tsx: tsx/esm",
    step,
    says: "tsx/esm",
    change: { [PACKAGE]: manifest(WITH_IT.replace("tsx", "tsx/esm")) },
  },
  {
    finding: "start-calls-itself",
    made: "npm start in the start script",
    step,
    change: { [PACKAGE]: manifest("npm start") },
  },
  {
    finding: "script-not-there",
    made: "npm run dev, and there is no such script",
    step,
    at: `${PACKAGE}:7`,
    change: { [PACKAGE]: manifest("npm run dev") },
  },
  {
    finding: "start-command-unknown",
    made: "the terminal's own $ before the command",
    step,
    says: "A page puts that sign before a command",
    change: { [PACKAGE]: manifest(`$ ${WITH_IT}`) },
  },
];
