import { type WrongAnswer, replace } from "../example.ts";
import { withVariable, FILE, PACKAGE, WITH_IT } from "../example-files/set-up-changes.ts";
import { instrumentation, manifest } from "../example-files/instrumentation-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "typescript-given-to-node-options",
    made: "the file was given to NODE_OPTIONS",
    entries: ["D10"],
    step: "initialize-provider",
    change: {
      [PACKAGE]: manifest("node --import tsx src/server.ts"),
      [FILE]: (text) => `${text}\nenum Mode { On }\nconsole.log(Mode.On);\n`,
      "docker-compose.yml": replace(
        /(\n +)(OTEL_METRICS_EXPORTER)/,
        '$1NODE_OPTIONS: "--import ./src/instrumentation.tsx"$1$2',
      ),
      "backend/src/instrumentation.tsx": instrumentation(),
    },
  },
  {
    finding: "typescript-before-tsx",
    made: "no tsx, and TypeScript that Node cannot strip",
    step: "initialize-provider",
    inShort: true,
    change: {
      [PACKAGE]: manifest("node --import ./src/instrumentation.ts src/server.ts"),
      [FILE]: (text) => `${text}\nenum Mode { On }\nconsole.log(Mode.On);\n`,
    },
  },
  {
    finding: "start-command-unknown",
    made: "ts-node, which nobody installed",
    step: "initialize-provider",
    says: "ts-node",
    change: { [PACKAGE]: manifest("ts-node src/server.ts") },
  },
  {
    finding: "node-option-unknown",
    made: "one hyphen instead of two",
    step: "initialize-provider",
    says: "-import",
    change: { [PACKAGE]: manifest("node --import tsx -import ./src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "node-option-unknown",
    made: "a misspelt option in NODE_OPTIONS",
    step: "initialize-provider",
    says: "--imports",
    change: withVariable("NODE_OPTIONS", "--imports ./src/instrumentation.ts"),
  },
  {
    finding: "env-file-not-found",
    made: "--env-file of a file that is in another folder",
    entries: ["A23"],
    step: "initialize-provider",
    change: {
      [PACKAGE]: manifest(
        "node --env-file=.env --import tsx --import ./src/instrumentation.ts src/server.ts",
      ),
    },
  },
  {
    finding: "node-option-unknown",
    made: "no blank behind --import",
    step: "initialize-provider",
    says: "a space is missing",
    change: { [PACKAGE]: manifest("node --import tsx --import./src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "script-not-there",
    made: "a prestart that names a script which is not there",
    step: "initialize-provider",
    at: `${PACKAGE}:7`,
    says: '"lint"',
    change: { [PACKAGE]: replace('"start"', '"prestart": "npm run lint",\n    "start"') },
  },
  {
    finding: "tsx-by-loader",
    made: "--loader, as articles for Node 18 have it",
    step: "initialize-provider",
    change: { [PACKAGE]: manifest(WITH_IT.replace("--import tsx", "--loader tsx")) },
  },
  {
    finding: "start-calls-itself",
    made: "npm start in the start script",
    step: "initialize-provider",
    change: { [PACKAGE]: manifest("npm start") },
  },
  {
    finding: "script-not-there",
    made: "npm run dev, and there is no such script",
    step: "initialize-provider",
    at: `${PACKAGE}:7`,
    change: { [PACKAGE]: manifest("npm run dev") },
  },
  {
    finding: "start-command-unknown",
    made: "the terminal's own $ before the command",
    step: "initialize-provider",
    says: "A page puts that sign before a command",
    change: { [PACKAGE]: manifest(`$ ${WITH_IT}`) },
  },
];
