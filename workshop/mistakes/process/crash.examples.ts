import { type WrongAnswer, replace } from "../example.ts";
import { WITH_IT, APP, FILE, PACKAGE } from "../example-files/set-up-changes.ts";
import { instrumentation, manifest } from "../example-files/instrumentation-text.ts";

const HOME_FILE = "backend/src/services/home-activities.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "imported-from-elsewhere",
    made: "an editor's first suggestion for trace",
    step: "custom-span",
    at: `${HOME_FILE}:1`,
    says: "trace is imported from node:console",
    fix: 'import { trace } from "@opentelemetry/api";',
    change: { [HOME_FILE]: replace('"@opentelemetry/api"', '"node:console"') },
  },
  {
    finding: "imported-from-elsewhere",
    made: "trace from another package of OpenTelemetry's",
    step: "custom-span",
    at: `${HOME_FILE}:1`,
    change: { [HOME_FILE]: replace('"@opentelemetry/api"', '"@opentelemetry/core"') },
  },
  {
    finding: "class-without-new",
    made: "NodeSDK under another name is called",
    step: "initialize-provider",
    fix: "const sdk = new Sdk({",
    change: {
      [FILE]: instrumentation().replace("{ NodeSDK }", "{ NodeSDK as Sdk }").replace("new NodeSDK(", "Sdk("),
    },
  },
  {
    finding: "no-such-function",
    made: "two letters of start swapped",
    step: "initialize-provider",
    fix: "sdk.start();",
    change: { [FILE]: replace("sdk.start()", "sdk.strat()") },
  },
  {
    finding: "backend-crashed",
    made: "app.ts throws while it is loaded",
    step: "initialize-provider",
    inShort: true,
    change: { "backend/src/app.ts": (text) => `${text}\nthrow new Error("no prune juice left");\n` },
  },
  {
    finding: "backend-crashed",
    made: "the start script ends at once",
    step: "initialize-provider",
    change: { [PACKAGE]: manifest("node --eval 0") },
  },
  {
    finding: "name-not-imported",
    made: "an import line is missing",
    step: "initialize-provider",
    says: "HttpInstrumentation",
    change: { [FILE]: replace(/import \{ HttpInstrumentation.*\n/, "") },
  },
  {
    finding: "name-not-imported",
    made: "a service's import is commented out",
    step: "initialize-provider",
    says: "uses cors and does not import it",
    at: "backend/src/app.ts:18",
    change: { "backend/src/app.ts": replace("import cors", "// import cors") },
  },
  {
    finding: "class-without-new",
    made: "NodeSDK is called",
    step: "initialize-provider",
    at: `${FILE}:6`,
    change: { [FILE]: replace("= new NodeSDK(", "= NodeSDK(") },
  },
  {
    finding: "name-not-imported",
    made: "a capital letter too many",
    step: "initialize-provider",
    says: "uses Sdk, and nothing there has that name",
    at: `${FILE}:12`,
    change: { [FILE]: replace("sdk.start()", "Sdk.start()") },
  },
  {
    finding: "name-not-imported",
    made: "a letter is missing where it is imported",
    step: "initialize-provider",
    says: "uses OTLPTraceExporter in line 8, and imports OTLPTracExporter in line 1",
    at: `${FILE}:1`,
    change: { [FILE]: replace("import { OTLPTraceExporter", "import { OTLPTracExporter") },
  },
  {
    finding: "ended-by-its-own-code",
    made: "a guard that ends the process when the key is not in this variable",
    step: "initialize-provider",
    says: "process.exit(1)",
    change: {
      [FILE]: (text) =>
        `${text}\nif (!process.env.HONEYCOMB_API_KEY) {\n  console.error("no key");\n  process.exit(1);\n}\n`,
    },
  },
  {
    finding: "no-such-function",
    made: "a method that nobody has",
    step: "initialize-provider",
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
    step: "initialize-provider",
    says: "There is start",
    change: { [FILE]: replace("sdk.start()", "sdk.Start()") },
  },
  {
    finding: "no-such-function",
    made: "a class that is nearly called so",
    step: "initialize-provider",
    says: "makes a new NodeSdk, and there is no such class in @opentelemetry/sdk-node. There is NodeSDK.",
    change: { [FILE]: (text) => text.replaceAll("NodeSDK", "NodeSdk") },
  },
  {
    finding: "no-such-function",
    made: "the Flask original's instrument(app)",
    step: "initialize-provider",
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
    finding: "route-path-of-express-4",
    made: 'app.options("*")',
    step: "initialize-provider",
    says: "Express 5 does not take a path",
    change: {
      "backend/src/app.ts": replace(
        "  app.use(express.json());",
        '  app.options("*", cors());\n  app.use(express.json());',
      ),
    },
  },
  {
    finding: "used-before-it-is-made",
    made: "the line sdk.start() has moved to the top",
    step: "initialize-provider",
    at: `${FILE}:1`,
    says: "makes it in line 7",
    change: { [FILE]: (text) => `sdk.start();\n${text.replace("\nsdk.start();\n", "\n")}` },
  },
  {
    finding: "earlier-command-failed",
    made: "a command before the server that fails",
    step: "initialize-provider",
    says: "What runs first is node -e 'process.exit(3)'",
    change: {
      [PACKAGE]: manifest(
        `node -e process.exit(3) && ${WITH_IT}`.replace("process.exit(3)", "'process.exit(3)'"),
      ),
    },
  },
  {
    finding: "name-not-imported",
    made: "an option as Python names an argument",
    step: "initialize-provider",
    says: "That is how Python names an argument",
    change: {
      [FILE]: replace(
        "new OTLPTraceExporter()",
        'new OTLPTraceExporter(endpoint="https://api.honeycomb.io/v1/traces")',
      ),
    },
  },
];
