import { type WrongAnswer, replace } from "../example.ts";
import { APP, FILE, SERVER, WITHOUT_IT, WITH_IT, PACKAGE } from "../example-files/set-up-changes.ts";
import { join } from "node:path";
import { instrumentation, manifest } from "../example-files/instrumentation-text.ts";

const ESBUILD = join(import.meta.dirname, "../../..", "node_modules/.bin/esbuild").replaceAll("\\", "/");

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "esm-without-hook",
    made: '"type": "module" without the hook',
    entries: ["D04", "D07"],
    step: "initialize-provider",
    inShort: true,
    change: { [PACKAGE]: manifest(WITH_IT, { type: "module" }) },
  },
  {
    finding: "express-loaded-before-sdk",
    made: "the file is imported in server.ts, behind the app",
    entries: ["D01", "D02"],
    step: "initialize-provider",
    inShort: true,
    at: "backend/src/app.ts:2",
    change: {
      [PACKAGE]: manifest(WITHOUT_IT),
      [SERVER]: replace(
        'import { createApp } from "./app.ts";',
        'import { createApp } from "./app.ts";\nimport "./instrumentation.ts";',
      ),
    },
  },
  {
    finding: "express-loaded-before-sdk",
    made: "the SDK is started in server.ts, below the imports",
    entries: ["D01"],
    step: "initialize-provider",
    change: {
      [FILE]: null,
      [PACKAGE]: manifest(WITHOUT_IT),
      [SERVER]: (text) => {
        const [imports, rest] = instrumentation().split("\n\nconst sdk") as [string, string];
        return `${imports}\n${text.replace("const port", `const sdk${rest}\nconst port`)}`;
      },
    },
  },
  {
    finding: "esm-without-hook",
    made: "no tsx: Node itself reads the files, as ES modules",
    entries: ["D04"],
    step: "initialize-provider",
    change: { [PACKAGE]: manifest("node --import ./src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "esm-without-hook",
    made: "--require of a CommonJS file before ES modules",
    entries: ["D06"],
    step: "initialize-provider",
    change: {
      [FILE]: null,
      "backend/instrumentation.cjs": `const { NodeSDK } = require("@opentelemetry/sdk-node");
const { OTLPTraceExporter } = require("@opentelemetry/exporter-trace-otlp-http");
const { HttpInstrumentation } = require("@opentelemetry/instrumentation-http");
const { ExpressInstrumentation } = require("@opentelemetry/instrumentation-express");
const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter(), instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] });
sdk.start();
process.on("SIGTERM", () => sdk.shutdown().finally(() => process.exit(0)));
`,
      [PACKAGE]: manifest("node --require ./instrumentation.cjs --import tsx src/server.ts", {
        type: "module",
      }),
    },
  },
  {
    finding: "esm-without-hook",
    made: "--import of the hook, which registers nothing",
    entries: ["D12"],
    step: "initialize-provider",
    says: "a hook has to be registered",
    change: {
      [PACKAGE]: manifest(
        "node --import tsx --import @opentelemetry/instrumentation/hook.mjs --import ./src/instrumentation.ts src/server.ts",
        { type: "module" },
      ),
    },
  },
  {
    finding: "express-is-bundled",
    made: "the server was bundled, with Express inside",
    entries: ["D36"],
    step: "initialize-provider",
    change: {
      [PACKAGE]: (text) =>
        manifest("node --import tsx --import ./src/instrumentation.ts dist/server.cjs")(text).replace(
          '"start"',
          `"prestart": "${ESBUILD} src/server.ts --bundle --platform=node --log-level=error --outfile=dist/server.cjs",\n    "start"`,
        ),
    },
  },
  {
    finding: "express-loaded-before-sdk",
    made: "the SDK is started in app.ts",
    entries: ["D01"],
    step: "initialize-provider",
    change: {
      [FILE]: null,
      [PACKAGE]: manifest(WITHOUT_IT),
      [APP]: (text) => {
        const [imports, rest] = instrumentation().split("\n\nconst sdk") as [string, string];
        return `${imports}\n${text.replace("/** Cruddur's API", `const sdk${rest}\n/** Cruddur's API`)}`;
      },
    },
  },
  {
    finding: "express-loaded-before-sdk",
    made: "the SDK waits for its configuration before it starts",
    step: "initialize-provider",
    says: "had not started the SDK yet",
    change: {
      [FILE]: (text) =>
        text.replace(
          /const sdk[^]*/,
          (setup) => `async function start() {
  await new Promise((done) => setTimeout(done, 60));
  ${setup}
}
void start();
`,
        ),
    },
  },
  {
    finding: "express-loaded-before-sdk",
    made: "the file that starts the SDK imports Express itself",
    step: "initialize-provider",
    at: `${FILE}:1`,
    says: "starts the SDK and imports Express too",
    change: { [FILE]: (text) => `import express from "express";\nexport const app = express();\n${text}` },
  },
  {
    finding: "esm-without-hook",
    made: "half of tsx: tsx/esm",
    step: "initialize-provider",
    says: "tsx/esm",
    change: { [PACKAGE]: manifest(WITH_IT.replace("tsx", "tsx/esm")) },
  },
];
