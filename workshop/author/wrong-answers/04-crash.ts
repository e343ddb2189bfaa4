import { instrumentation, manifest } from "../instrumentation-text.ts";
import { APP, FILE, SERVER, PACKAGE, WITH_IT, withOptions, withVariable } from "../step-4-changes.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const step = 4;

/** Backends that end before they listen, or never listen. */
export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "source-does-not-parse",
    made: "a bracket is missing",
    step,
    inShort: true,
    at: `${FILE}:8`,
    change: {
      [FILE]: instrumentation({ start: "sdk.start(;" }).replace(
        /\n\nconst sdk = .*?;\n/s,
        "\n\nconst sdk = new NodeSDK();\n\n",
      ),
    },
  },
  {
    finding: "typescript-given-to-node-options",
    made: "the file was given to NODE_OPTIONS",
    entries: ["D10"],
    step,
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
    finding: "file-not-found",
    made: "the start script names a file that is not there",
    step,
    inShort: true,
    change: { [PACKAGE]: manifest("node --import tsx --import ./instrumentation.ts src/server.ts") },
  },
  {
    finding: "module-not-found",
    made: "a package is imported that nobody installed",
    entries: ["C12"],
    step,
    at: `${FILE}:5`,
    change: {
      [FILE]: instrumentation({
        imports: 'import { thing } from "@opentelemetry/not-installed";\nvoid thing;\n',
      }),
    },
  },
  {
    finding: "port-in-use",
    made: "a port that is taken stands in the code",
    step,
    change: {
      [SERVER]: (text) =>
        `import { createServer } from "node:net";\ncreateServer().listen(45671, "0.0.0.0");\n${text.replace("process.env.PORT || 4567", "45671")}`,
    },
  },
  {
    finding: "port-in-use",
    made: "the code listens twice",
    step,
    says: "listen() stands in the code twice",
    unsaid: /the code does not take it/,
    change: { [SERVER]: (text) => `${text}\ncreateApp().listen(Number(process.env.PORT));\n` },
  },
  {
    finding: "backend-crashed",
    made: "app.ts throws while it is loaded",
    step,
    inShort: true,
    change: { "backend/src/app.ts": (text) => `${text}\nthrow new Error("no prune juice left");\n` },
  },
  {
    finding: "backend-crashed",
    made: "the start script ends at once",
    step,
    change: { [PACKAGE]: manifest("node --eval 0") },
  },
  {
    finding: "listens-on-another-port",
    made: "a port of their own in server.ts",
    step,
    inShort: true,
    change: { [SERVER]: replace(/process\.env\.PORT \|\| 4567/, "48123") },
  },
  {
    finding: "does-not-listen",
    made: "server.ts waits for ever before it listens",
    step,
    change: {
      [SERVER]: (text) =>
        `setInterval(() => {}, 1_000);\n${text.replace(/createApp\(\)\s*\.listen/, "({ listen: () => undefined }).listen")}`,
    },
  },
  {
    finding: "typescript-before-tsx",
    made: "no tsx, and TypeScript that Node cannot strip",
    step,
    inShort: true,
    change: {
      [PACKAGE]: manifest("node --import ./src/instrumentation.ts src/server.ts"),
      [FILE]: (text) => `${text}\nenum Mode { On }\nconsole.log(Mode.On);\n`,
    },
  },
  {
    finding: "start-command-unknown",
    made: "ts-node, which nobody installed",
    step,
    says: "ts-node",
    change: { [PACKAGE]: manifest("ts-node src/server.ts") },
  },
  {
    finding: "node-option-unknown",
    made: "one hyphen instead of two",
    step,
    says: "-import",
    change: { [PACKAGE]: manifest("node --import tsx -import ./src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "node-option-unknown",
    made: "a misspelt option in NODE_OPTIONS",
    step,
    says: "--imports",
    change: withVariable("NODE_OPTIONS", "--imports ./src/instrumentation.ts"),
  },
  {
    finding: "env-file-not-found",
    made: "--env-file of a file that is in another folder",
    entries: ["A23"],
    step,
    change: {
      [PACKAGE]: manifest(
        "node --env-file=.env --import tsx --import ./src/instrumentation.ts src/server.ts",
      ),
    },
  },
  {
    finding: "top-level-await",
    made: "await sdk.start() in a CommonJS file",
    step,
    at: `${FILE}:10`,
    change: { [FILE]: instrumentation({ start: "await sdk.start();" }) },
  },
  {
    finding: "file-not-found",
    made: "the file stands in backend/",
    step,
    fix: "mv backend/instrumentation.ts backend/src/instrumentation.ts",
    change: { [FILE]: null, "backend/instrumentation.ts": instrumentation() },
  },
  {
    finding: "file-not-found",
    made: "the file has another name",
    step,
    says: "there is backend/src/instrumentaion.ts",
    change: { [FILE]: null, "backend/src/instrumentaion.ts": instrumentation() },
  },
  {
    finding: "file-not-found",
    made: "the path begins without ./",
    step,
    says: "Without ./",
    change: { [PACKAGE]: manifest("node --import tsx --import src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "file-not-found",
    made: "the path begins in the repository's folder",
    step,
    change: {
      [PACKAGE]: manifest("node --import tsx --import ./backend/src/instrumentation.ts src/server.ts"),
    },
  },
  {
    finding: "file-not-found",
    made: "compiled files that nobody compiled",
    step,
    change: { [PACKAGE]: manifest("node --import ./dist/instrumentation.js dist/server.js") },
  },
  {
    finding: "module-not-found",
    made: "sdk-trace-base on the 3.x line",
    entries: ["C12"],
    step,
    inShort: true,
    says: "part of @opentelemetry/sdk-trace",
    change: withOptions(
      "spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],",
      'import { BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";\n',
    ),
  },
  {
    finding: "module-not-found",
    made: "dotenv, which nobody installed",
    entries: ["A23"],
    step,
    at: `${FILE}:1`,
    change: { [FILE]: (text) => `import "dotenv/config";\n${text}` },
  },
  {
    finding: "module-not-found",
    made: "Honeycomb's beeline",
    entries: ["C19"],
    step,
    says: "end of life",
    change: {
      [FILE]:
        'require("honeycomb-beeline")({ writeKey: process.env.HONEYCOMB_API_KEY, dataset: "backend" });\n',
    },
  },
  {
    finding: "module-not-found",
    made: "the hook's name is misspelt",
    step,
    says: "@opentelemetry/instrumentation",
    change: {
      [PACKAGE]: manifest(WITH_IT, { type: "module" }),
      [FILE]: (text) =>
        `import { register } from "node:module";\nregister("@opentelemetry/instrumentation/hooks.mjs", import.meta.url);\n${text}`,
    },
  },
  {
    finding: "commonjs-word-in-es-module",
    made: "require() in an ES module",
    step,
    at: `${FILE}:1`,
    change: {
      [PACKAGE]: manifest(WITH_IT, { type: "module" }),
      [FILE]: 'const { NodeSDK } = require("@opentelemetry/sdk-node");\nnew NodeSDK().start();\n',
    },
  },
  {
    finding: "name-not-imported",
    made: "an import line is missing",
    step,
    says: "HttpInstrumentation",
    change: { [FILE]: replace(/import \{ HttpInstrumentation.*\n/, "") },
  },
  {
    finding: "name-not-imported",
    made: "a service's import is commented out",
    step,
    says: "uses cors and does not import it",
    at: "backend/src/app.ts:18",
    change: { "backend/src/app.ts": replace("import cors", "// import cors") },
  },
  {
    finding: "class-without-new",
    made: "NodeSDK is called",
    step,
    at: `${FILE}:6`,
    change: { [FILE]: replace("= new NodeSDK(", "= NodeSDK(") },
  },
  {
    finding: "name-not-imported",
    made: "a capital letter too many",
    step,
    says: "uses Sdk, and nothing there has that name",
    at: `${FILE}:12`,
    change: { [FILE]: replace("sdk.start()", "Sdk.start()") },
  },
  {
    finding: "name-not-imported",
    made: "a letter is missing where it is imported",
    step,
    says: "uses OTLPTraceExporter in line 8, and imports OTLPTracExporter in line 1",
    at: `${FILE}:1`,
    change: { [FILE]: replace("import { OTLPTraceExporter", "import { OTLPTracExporter") },
  },
  {
    finding: "ended-by-its-own-code",
    made: "a guard that ends the process when the key is not in this variable",
    step,
    says: "process.exit(1)",
    change: {
      [FILE]: (text) =>
        `${text}\nif (!process.env.HONEYCOMB_API_KEY) {\n  console.error("no key");\n  process.exit(1);\n}\n`,
    },
  },
  {
    finding: "source-does-not-parse",
    made: "Python from the Flask original",
    step,
    says: "Python",
    at: `${FILE}:1`,
    change: { [FILE]: "from opentelemetry import trace\ntrace.set_tracer_provider(TracerProvider())\n" },
  },
  {
    finding: "does-not-listen",
    made: "the file waits for ever",
    step,
    change: {
      [PACKAGE]: manifest(WITH_IT, { type: "module" }),
      [FILE]: (text) => `${text}\nawait new Promise((resolve) => setTimeout(resolve, 1e9));\n`,
    },
  },
  {
    finding: "no-such-function",
    made: "a method that nobody has",
    step,
    inShort: true,
    at: `${FILE}:8`,
    says: "calls sdk.addInstrumentation()",
    change: {
      [FILE]: instrumentation({
        start: "sdk.start();\n(sdk as any).addInstrumentation(new HttpInstrumentation());",
      }).replace(/\{\n {2}traceExporter[\s\S]*?\n\}/, "{ traceExporter: new OTLPTraceExporter() }"),
    },
  },
  {
    finding: "no-such-function",
    made: "a capital letter too much",
    step,
    says: "There is start",
    change: { [FILE]: replace("sdk.start()", "(sdk as any).Start()") },
  },
  {
    finding: "no-such-function",
    made: "a class that is nearly called so",
    step,
    says: "makes a new NodeSdk, and there is no such class in @opentelemetry/sdk-node. There is NodeSDK.",
    change: { [FILE]: (text) => text.replaceAll("NodeSDK", "NodeSdk") },
  },
  {
    finding: "no-such-function",
    made: "the Flask original's instrument(app)",
    step,
    says: "ExpressInstrumentation.instrument()",
    change: {
      [APP]: (text) =>
        `import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";\n${text.replace(
          "app.use(cors(",
          "(ExpressInstrumentation as any).instrument(app);\n  app.use(cors(",
        )}`,
    },
  },
  {
    finding: "module-not-found",
    made: "dotenv in the start script, which nobody installed",
    entries: ["A23"],
    step,
    at: `${PACKAGE}:7`,
    change: {
      [PACKAGE]: manifest(
        "node -r dotenv/config --import tsx --import ./src/instrumentation.ts src/server.ts",
      ),
    },
  },
  {
    finding: "module-not-found",
    made: "a comma between tsx and the file",
    step,
    says: "tsx,./src/instrumentation.ts, and a comma does not part",
    change: { [PACKAGE]: manifest("node --import tsx,./src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "file-not-found",
    made: "quotation marks around two names",
    step,
    at: `${PACKAGE}:7`,
    change: { [PACKAGE]: manifest("node --import tsx --import './src/instrumentation.ts src/server.ts'") },
  },
  {
    finding: "file-not-found",
    made: "the file in the repository's folder",
    step,
    says: "there is instrumentation.ts",
    change: { [FILE]: null, "instrumentation.ts": instrumentation() },
  },
  {
    finding: "file-not-found",
    made: "an ending that an editor has put behind it",
    step,
    says: "there is backend/src/instrumentation.ts.txt",
    change: { [FILE]: null, [`${FILE}.txt`]: instrumentation() },
  },
  {
    finding: "node-option-unknown",
    made: "no blank behind --import",
    step,
    says: "a blank is missing",
    change: { [PACKAGE]: manifest("node --import tsx --import./src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "does-not-listen",
    made: "the server in a thread of its own",
    step,
    at: "backend/src/main.ts:2",
    change: {
      "backend/src/main.ts":
        'import { Worker } from "node:worker_threads";\nnew Worker("./src/server.ts");\n',
      [PACKAGE]: manifest("node --import tsx --import ./src/instrumentation.ts src/main.ts"),
    },
  },
  {
    finding: "route-path-of-express-4",
    made: 'app.options("*")',
    step,
    says: 'a path as in "*"',
    change: {
      "backend/src/app.ts": replace(
        "  app.use(express.json());",
        '  app.options("*", cors());\n  app.use(express.json());',
      ),
    },
  },
  {
    finding: "module-not-found",
    made: "the page's instrumentation in the backend",
    step,
    says: "made for a browser",
    change: { [FILE]: (text) => `import "@opentelemetry/instrumentation-fetch";\n${text}` },
  },
  {
    finding: "used-before-it-is-made",
    made: "the line sdk.start() has moved to the top",
    step,
    at: `${FILE}:1`,
    says: "makes it in line 7",
    change: { [FILE]: (text) => `sdk.start();\n${text.replace("\nsdk.start();\n", "\n")}` },
  },
  {
    finding: "script-not-there",
    made: "a prestart that names a script which is not there",
    step,
    at: `${PACKAGE}:7`,
    says: '"lint"',
    change: { [PACKAGE]: replace('"start"', '"prestart": "npm run lint",\n    "start"') },
  },
  {
    finding: "earlier-command-failed",
    made: "a command before the server that fails",
    step,
    says: "What runs first is node -e 'process.exit(3)'",
    change: {
      [PACKAGE]: manifest(
        `node -e process.exit(3) && ${WITH_IT}`.replace("process.exit(3)", "'process.exit(3)'"),
      ),
    },
  },
  {
    finding: "package-json-begins-with-a-mark",
    made: "package.json saved with a byte order mark",
    step,
    unsaid: /is not installed/,
    change: { [PACKAGE]: (text) => `\ufeff${text}` },
  },
  {
    finding: "name-not-imported",
    made: "an option as Python names an argument",
    step,
    says: "That is how Python names an argument",
    change: {
      [FILE]: replace(
        "new OTLPTraceExporter()",
        'new OTLPTraceExporter(endpoint="https://api.honeycomb.io/v1/traces")',
      ),
    },
  },
];
