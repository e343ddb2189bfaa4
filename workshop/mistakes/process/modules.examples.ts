import type { WrongAnswer } from "../example.ts";
import { WITH_IT, withOptions, FILE, PACKAGE } from "../example-files/set-up-changes.ts";
import { instrumentation, manifest } from "../example-files/instrumentation-text.ts";
import { frame } from "../example-files/span-text.ts";

const HOME_FILE = "backend/src/services/home-activities.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "file-not-found",
    made: "the start script names a file that is not there",
    step: "initialize-provider",
    inShort: true,
    change: { [PACKAGE]: manifest("node --import tsx --import ./instrumentation.ts src/server.ts") },
  },
  {
    finding: "module-not-found",
    made: "a package is imported that nobody installed",
    entries: ["C12"],
    step: "initialize-provider",
    at: `${FILE}:5`,
    change: {
      [FILE]: instrumentation({
        imports: 'import { thing } from "@opentelemetry/not-installed";\nvoid thing;\n',
      }),
    },
  },
  {
    finding: "top-level-await",
    made: "await sdk.start() in a CommonJS file",
    step: "initialize-provider",
    at: `${FILE}:10`,
    change: { [FILE]: instrumentation({ start: "await sdk.start();" }) },
  },
  {
    finding: "file-not-found",
    made: "the file stands in backend/",
    step: "initialize-provider",
    fix: "mv backend/instrumentation.ts backend/src/instrumentation.ts",
    change: { [FILE]: null, "backend/instrumentation.ts": instrumentation() },
  },
  {
    finding: "file-not-found",
    made: "the file has another name",
    step: "initialize-provider",
    says: "there is backend/src/instrumentaion.ts",
    change: { [FILE]: null, "backend/src/instrumentaion.ts": instrumentation() },
  },
  {
    finding: "file-not-found",
    made: "the path begins without ./",
    step: "initialize-provider",
    says: "Without ./",
    change: { [PACKAGE]: manifest("node --import tsx --import src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "file-not-found",
    made: "the path begins in the repository's folder",
    step: "initialize-provider",
    change: {
      [PACKAGE]: manifest("node --import tsx --import ./backend/src/instrumentation.ts src/server.ts"),
    },
  },
  {
    finding: "file-not-found",
    made: "compiled files that nobody compiled",
    step: "initialize-provider",
    change: { [PACKAGE]: manifest("node --import ./dist/instrumentation.js dist/server.js") },
  },
  {
    finding: "module-not-found",
    made: "sdk-trace-base on the 3.x line",
    entries: ["C12"],
    step: "initialize-provider",
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
    step: "initialize-provider",
    at: `${FILE}:1`,
    change: { [FILE]: (text) => `import "dotenv/config";\n${text}` },
  },
  {
    finding: "module-not-found",
    made: "Honeycomb's beeline",
    entries: ["C19"],
    step: "initialize-provider",
    says: "end of life",
    change: {
      [FILE]:
        'require("honeycomb-beeline")({ writeKey: process.env.HONEYCOMB_API_KEY, dataset: "backend" });\n',
    },
  },
  {
    finding: "module-not-found",
    made: "the hook's name is misspelt",
    step: "initialize-provider",
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
    step: "initialize-provider",
    at: `${FILE}:1`,
    change: {
      [PACKAGE]: manifest(WITH_IT, { type: "module" }),
      [FILE]: 'const { NodeSDK } = require("@opentelemetry/sdk-node");\nnew NodeSDK().start();\n',
    },
  },
  {
    finding: "module-not-found",
    made: "dotenv in the start script, which nobody installed",
    entries: ["A23"],
    step: "initialize-provider",
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
    step: "initialize-provider",
    says: "tsx,./src/instrumentation.ts, and a comma does not separate",
    change: { [PACKAGE]: manifest("node --import tsx,./src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "file-not-found",
    made: "quotation marks around two names",
    step: "initialize-provider",
    at: `${PACKAGE}:7`,
    change: { [PACKAGE]: manifest("node --import tsx --import './src/instrumentation.ts src/server.ts'") },
  },
  {
    finding: "file-not-found",
    made: "the file in the repository's folder",
    step: "initialize-provider",
    says: "there is instrumentation.ts",
    change: { [FILE]: null, "instrumentation.ts": instrumentation() },
  },
  {
    finding: "file-not-found",
    made: "an ending that an editor has put behind it",
    step: "initialize-provider",
    says: "there is backend/src/instrumentation.ts.txt",
    change: { [FILE]: null, [`${FILE}.txt`]: instrumentation() },
  },
  {
    finding: "module-not-found",
    made: "the page's instrumentation in the backend",
    step: "initialize-provider",
    says: "made for a browser",
    change: { [FILE]: (text) => `import "@opentelemetry/instrumentation-fetch";\n${text}` },
  },
  {
    finding: "package-json-begins-with-a-mark",
    made: "package.json saved with a byte order mark",
    step: "initialize-provider",
    unsaid: /is not installed/,
    change: { [PACKAGE]: (text) => `\ufeff${text}` },
  },
  {
    finding: "module-not-found",
    made: "the API without its scope",
    step: "custom-span",
    at: `${HOME_FILE}:1`,
    fix: 'import { trace } from "@opentelemetry/api";',
    change: { [HOME_FILE]: frame({ imports: 'import { trace } from "opentelemetry/api";' }) },
  },
  {
    finding: "module-not-found",
    made: "a letter missing in the package's name",
    step: "custom-span",
    at: `${HOME_FILE}:1`,
    says: "@opentelmetry/api",
    change: { [HOME_FILE]: frame({ imports: 'import { trace } from "@opentelmetry/api";' }) },
  },
];
