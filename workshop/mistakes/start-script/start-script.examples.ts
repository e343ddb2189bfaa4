import { type WrongAnswer, replace } from "../example.ts";
import { SERVER, WITH_IT, WITHOUT_IT, PACKAGE, FILE } from "../example-files/set-up-changes.ts";
import { instrumentation, manifest } from "../example-files/instrumentation-text.ts";

const NO_SDK = { [PACKAGE]: replace(" --import ./src/instrumentation.ts", "") };

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "instrumentation-missing",
    made: "nothing was written yet",
    outcome: "open",
    step: "initialize-provider",
    inShort: true,
    change: { [FILE]: null, [PACKAGE]: manifest(WITHOUT_IT) },
  },
  {
    finding: "start-script-missing",
    made: "the start script was renamed",
    step: "initialize-provider",
    inShort: true,
    change: { [PACKAGE]: replace('"start"', '"serve"') },
  },
  {
    finding: "start-script-missing",
    made: "a capital letter",
    step: "initialize-provider",
    says: 'it is called "Start" there',
    at: `${PACKAGE}:7`,
    change: { [PACKAGE]: replace('"start"', '"Start"') },
  },
  {
    finding: "start-script-does-not-load-it",
    made: "the start script was left as it was",
    entries: ["D09"],
    step: "initialize-provider",
    inShort: true,
    change: { [PACKAGE]: manifest(WITHOUT_IT) },
  },
  {
    finding: "instrumentation-empty",
    made: "the file was made, and never saved",
    step: "initialize-provider",
    inShort: true,
    change: { [FILE]: "" },
  },
  {
    finding: "instrumentation-empty",
    made: "everything in the file is commented out",
    step: "initialize-provider",
    change: { [FILE]: instrumentation().replace(/^/gm, "// ") },
  },
  {
    finding: "api-without-sdk",
    made: "a tracer of the API, and no SDK anywhere",
    entries: ["C01"],
    step: "initialize-provider",
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
    step: "initialize-provider",
    at: `${PACKAGE}:7`,
    change: { [PACKAGE]: manifest("node --import tsx –import ./src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "flag-behind-the-program",
    made: "--import behind the program",
    step: "initialize-provider",
    inShort: true,
    at: `${PACKAGE}:7`,
    change: { [PACKAGE]: manifest("node --import tsx src/server.ts --import ./src/instrumentation.ts") },
  },
  {
    finding: "instrumentation-in-another-process",
    made: "the file and the server as two programs",
    step: "initialize-provider",
    inShort: true,
    change: {
      [PACKAGE]: manifest("node --import tsx src/instrumentation.ts && node --import tsx src/server.ts"),
    },
  },
  {
    finding: "instrumentation-in-another-process",
    made: "the file in the background, beside the server",
    step: "initialize-provider",
    change: {
      [PACKAGE]: manifest("node --import tsx src/instrumentation.ts & node --import tsx src/server.ts"),
    },
  },
  {
    finding: "server-not-started",
    made: "the start script runs the file instead of the server",
    step: "initialize-provider",
    inShort: true,
    change: { [PACKAGE]: manifest("node --import tsx ./src/instrumentation.ts") },
  },
  {
    finding: "start-script-does-not-load-it",
    made: "only the script dev loads it",
    entries: ["D09"],
    step: "initialize-provider",
    says: 'only the script "dev" loads it',
    change: {
      [PACKAGE]: (text) => manifest(WITHOUT_IT)(text).replace('"start"', `"dev": "${WITH_IT}",\n    "start"`),
    },
  },
  {
    finding: "start-script-does-not-load-it",
    made: "the SDK in a factory that the file calls",
    step: "initialize-provider",
    fix: "--import ./src/instrumentation.ts src/server.ts",
    change: {
      [PACKAGE]: manifest(WITHOUT_IT),
      [FILE]: 'import { startTelemetry } from "./telemetry/index.ts";\n\nstartTelemetry();\n',
      "backend/src/telemetry/index.ts": instrumentation().replace(
        /\nconst sdk = [^]*$/,
        (body) => `\nexport function startTelemetry() {\n${body.trim()}\n}\n`,
      ),
    },
  },
  {
    finding: "import-removed",
    made: "the file is imported, and nothing of it is used",
    step: "initialize-provider",
    inShort: true,
    at: `${SERVER}:1`,
    fix: 'import "./instrumentation.ts";',
    change: {
      [PACKAGE]: manifest(WITHOUT_IT),
      [FILE]: replace("const sdk", "export const sdk"),
      [SERVER]: (text) => `import { sdk } from "./instrumentation.ts";\n${text}`,
    },
  },
  {
    finding: "import-removed",
    made: "an import that is used for a type alone, and so left out",
    step: "initialize-provider",
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
    step: "initialize-provider",
    at: `${PACKAGE}:8`,
    change: { [PACKAGE]: replace(/("start": "[^"]*")/, `$1,\n    "start": "${WITHOUT_IT}"`) },
  },
  {
    finding: "windows-words-in-start-script",
    made: "backslashes in the paths",
    step: "initialize-provider",
    inShort: true,
    says: ".\\src\\instrumentation.ts",
    change: { [PACKAGE]: manifest("node --import tsx --import .\\src\\instrumentation.ts src\\server.ts") },
  },
  {
    finding: "windows-words-in-start-script",
    made: "set before the command",
    step: "initialize-provider",
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
    step: "initialize-provider",
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
    step: "initialize-provider",
    inShort: true,
    change: { "backend/Dockerfile": replace('ENTRYPOINT ["sh", "start.sh"]', "CMD npm start") },
  },
  {
    finding: "odd-letter-in-start-script",
    made: "a blank of a web page",
    step: "initialize-provider",
    inShort: true,
    at: `${PACKAGE}:7`,
    unsaid: /knows no option/,
    change: { [PACKAGE]: manifest(WITH_IT.replace("--import ./", "--import\u00a0./")) },
  },
  {
    finding: "odd-letter-in-start-script",
    made: "curly quotation marks around a name",
    step: "initialize-provider",
    says: "“",
    change: { [PACKAGE]: manifest(WITH_IT.replace("tsx", "“tsx”")) },
  },
  {
    finding: "start-script-does-not-load-it",
    made: "nothing loads the SDK, and the span's code loses the answer",
    step: "custom-span",
    unsaid: /no request for the home feed ran it|Express and HTTP alone/,
    change: {
      ...NO_SDK,
      "backend/src/services/home-activities.ts": replace("return results;", "results;"),
    },
  },
];
