import { instrumentation, manifest } from "../example-files/instrumentation-text.ts";
import { FILE, PACKAGE, SERVER, WITH_IT, WITHOUT_IT, withVariable } from "../example-files/set-up-changes.ts";
import { replace, type RightAnswer } from "../example.ts";

const step = "initialize-provider";
const BOTH_LINES = ["otel-3x", "otel-2x"] as const;

/** Other ways to start the backend, and to load the file first. */
export const rightAnswers: readonly RightAnswer[] = [
  {
    made: "npx tsx",
    step,
    change: { [PACKAGE]: manifest("npx tsx --import ./src/instrumentation.ts src/server.ts") },
  },
  {
    made: "tsx as a flag behind the file, and -r",
    step,
    lines: BOTH_LINES,
    change: { [PACKAGE]: manifest("node -r tsx/cjs -r ./src/instrumentation.ts src/server.ts") },
  },
  {
    made: "--import without the ending, which tsx finds",
    step,
    change: { [PACKAGE]: manifest("node --import tsx --import ./src/instrumentation src/server.ts") },
  },
  {
    made: "NODE_OPTIONS in compose loads tsx and the file",
    step,
    change: {
      [PACKAGE]: manifest("node src/server.ts"),
      ...withVariable("NODE_OPTIONS", "--import tsx --import ./src/instrumentation.ts"),
    },
  },
  {
    made: "NODE_OPTIONS in front of the command",
    step,
    inShort: true,
    change: {
      [PACKAGE]: manifest("NODE_OPTIONS='--import tsx --import ./src/instrumentation.ts' node src/server.ts"),
    },
  },
  {
    made: "variables of .env by --env-file",
    step,
    change: {
      [PACKAGE]: manifest(
        "node --env-file=../.env --import tsx --import ./src/instrumentation.ts src/server.ts",
      ),
    },
  },
  {
    made: "a file ending with .cts, in another folder",
    step,
    change: {
      [FILE]: null,
      "backend/telemetry/start.cts": instrumentation(),
      [PACKAGE]: manifest("node --import tsx --import ./telemetry/start.cts src/server.ts"),
    },
  },
  {
    made: "a file ending with .mts, as an ES module before a CommonJS backend",
    step,
    change: {
      [FILE]: null,
      "backend/src/instrumentation.mts": instrumentation(),
      [PACKAGE]: manifest("node --import tsx --import ./src/instrumentation.mts src/server.ts"),
    },
  },
  {
    made: "plain JavaScript, loaded by --require",
    step,
    lines: BOTH_LINES,
    change: {
      [FILE]: null,
      "backend/tracing.js": instrumentation()
        .replaceAll(" as const", "")
        .replace(/import (\{[^}]*\}) from ("[^"]*");/g, "const $1 = require($2);"),
      [PACKAGE]: manifest("node --require ./tracing.js --import tsx src/server.ts"),
    },
  },
  {
    made: "compiled before the start",
    step,
    change: {
      [PACKAGE]: (text) =>
        manifest("node --import ./dist/instrumentation.js dist/server.js")(text).replace(
          '"start"',
          '"prestart": "esbuild src/*.ts src/services/*.ts --format=cjs --platform=node --outdir=dist --outbase=src --log-level=error && node fix-imports.cjs",\n    "start"',
        ),
      "backend/fix-imports.cjs": `const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
for (const name of readdirSync("dist", { recursive: true }).filter((each) => each.endsWith(".js"))) {
  const text = readFileSync("dist/" + name, "utf8");
  writeFileSync("dist/" + name, text.replace(/require\\("(\\.[^"]*)\\.ts"\\)/g, 'require("$1.js")'));
}
`,
    },
  },
  {
    made: "a wrapper script of the shell",
    step,
    change: {
      "backend/bin/start.sh": `#!/bin/sh\nexec ${WITH_IT}\n`,
      [PACKAGE]: manifest("sh bin/start.sh"),
    },
  },
  {
    made: "a small file that imports the set-up and then the server",
    step,
    lines: BOTH_LINES,
    change: {
      "backend/src/main.ts": 'import "./instrumentation.ts";\nimport "./server.ts";\n',
      [PACKAGE]: manifest("node --import tsx src/main.ts"),
    },
  },
  {
    made: "the server is imported when the SDK has started",
    step,
    change: {
      [FILE]: instrumentation({ start: "sdk.start();\nexport const started = true;" }),
      "backend/src/main.ts":
        'import { started } from "./instrumentation.ts";\nif (started) void import("./server.ts");\n',
      [PACKAGE]: manifest("node --import tsx src/main.ts"),
    },
  },
  {
    made: "the file is loaded by --import, and imported once more",
    step,
    change: { [SERVER]: (text) => `import "./instrumentation.ts";\n${text}` },
  },
  {
    made: "the set-up in server.ts itself, with the app imported later",
    step,
    change: {
      [FILE]: null,
      [PACKAGE]: manifest(WITHOUT_IT),
      [SERVER]: (text) => {
        const app = text
          .replace(/import \{ createApp \}.*\n/, "")
          .replace("createApp()", "(await import('./app.ts')).createApp()");
        const [types, rest] = app.split("\n\n", 2) as [string, string];
        return `${types}\n${instrumentation()}\nvoid (async () => {\n${rest}\n${app.slice(types.length + rest.length + 2)}\n})();\n`;
      },
    },
  },
  {
    made: "a dev script and a debugger beside start",
    step,
    change: { [PACKAGE]: replace('"start"', '"dev": "tsx watch src/server.ts",\n    "start"') },
  },
];
