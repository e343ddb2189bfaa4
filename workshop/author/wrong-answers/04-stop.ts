import { instrumentation, manifest } from "../instrumentation-text.ts";
import { FILE, SERVER, PACKAGE, withList, withStop } from "../step-4-changes.ts";
import { replace, type WrongAnswer } from "../wrong-answer.ts";

const step = 4;

/** Traces in pieces, and last spans that are lost. */
export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "does-not-stop",
    made: "SIGTERM is handled without process.exit()",
    entries: ["D40"],
    step,
    change: { [FILE]: instrumentation({ stop: 'process.on("SIGTERM", () => sdk.shutdown());\n' }) },
  },
  {
    finding: "no-shutdown-handler",
    made: "nobody flushes on stop",
    entries: ["D37", "D39"],
    step,
    inShort: true,
    change: { [FILE]: instrumentation({ stop: "" }) },
  },
  {
    finding: "no-shutdown-handler",
    made: "only SIGINT is handled",
    entries: ["D39"],
    step,
    at: `${FILE}:11`,
    change: {
      [FILE]: instrumentation({
        stop: 'process.once("SIGINT", () => sdk.shutdown().finally(() => process.exit(0)));\n',
      }),
    },
  },
  {
    finding: "exits-before-the-flush",
    made: "SIGTERM ends the process without waiting",
    entries: ["D40"],
    step,
    change: {
      [FILE]: instrumentation({
        stop: 'process.once("SIGTERM", () => { sdk.shutdown(); process.exit(0); });\n',
      }),
    },
  },
  {
    finding: "trace-in-pieces",
    made: "the root is made without its family",
    step,
    inShort: true,
    change: withList(
      "new HttpInstrumentation(), new ExpressInstrumentation({ requestHook: () => void trace.getTracer('own').startSpan('lonely', { root: true }).end() })",
      'import { trace } from "@opentelemetry/api";\n',
    ),
  },
  {
    finding: "signal-cannot-be-caught",
    made: "SIGKILL instead of SIGTERM",
    step,
    at: `${FILE}:11`,
    change: withStop('process.on("SIGKILL", () => sdk.shutdown().finally(() => process.exit(0)));'),
  },
  {
    finding: "crashed-while-stopping",
    made: "sdk.stop(), which does not exist",
    step,
    inShort: true,
    change: withStop('process.on("SIGTERM", () => { (sdk as any).stop().finally(() => process.exit(0)); });'),
  },
  {
    finding: "no-shutdown-handler",
    made: "a letter is missing in SIGTERM, beside SIGINT",
    step,
    says: 'listens to "SIGERM"',
    at: `${FILE}:15`,
    change: { [FILE]: replace('"SIGTERM"', '"SIGERM"') },
  },
  {
    finding: "does-not-stop",
    made: "process.exit() is commented out",
    step,
    says: "must also end the process",
    change: {
      [FILE]: replace("      .finally(() => process.exit(0));", "      // .finally(() => process.exit(0));"),
    },
  },
  {
    finding: "does-not-stop",
    made: "the handler waits for something else first",
    entries: ["D40"],
    step,
    says: "was to call process.exit()",
    change: withStop(
      'process.on("SIGTERM", async () => { await new Promise((resolve) => setTimeout(resolve, 60_000)); await sdk.shutdown(); process.exit(0); });',
    ),
  },
  {
    finding: "no-shutdown-handler",
    made: "beforeExit alone",
    entries: ["D39"],
    step,
    says: "beforeExit",
    change: withStop('process.on("beforeExit", () => sdk.shutdown());'),
  },
  {
    finding: "no-shutdown-handler",
    made: "the signal in small letters",
    step,
    says: "the signal is called SIGTERM",
    change: withStop(
      'process.on("sigterm" as never, () => { void sdk.shutdown().finally(() => process.exit(0)); });',
    ),
  },
  {
    finding: "exits-before-the-flush",
    made: "finally(process.exit(0)), which calls it at once",
    step,
    change: withStop('process.on("SIGTERM", () => { sdk.shutdown().finally(process.exit(0)); });'),
  },
  {
    finding: "exits-before-the-flush",
    made: "server.ts ends the process when its connections are closed",
    step,
    says: "Nobody calls shutdown()",
    change: {
      [FILE]: instrumentation({ stop: "" }),
      [SERVER]: (text) => `${text}\nprocess.on("SIGTERM", () => server.close(() => process.exit(0)));\n`,
    },
  },
  {
    finding: "workers-of-a-cluster",
    made: "the server in two workers of node:cluster",
    outcome: "advice",
    step,
    says: "Workers of a cluster",
    at: "backend/src/main.ts:3",
    change: {
      "backend/src/main.ts": `import cluster from "node:cluster";
if (cluster.isPrimary) {
  for (let count = 0; count < 2; count += 1) cluster.fork();
} else {
  void import("./server.ts");
}
`,
      [PACKAGE]: manifest("node --import tsx --import ./src/instrumentation.ts src/main.ts"),
    },
  },
  {
    finding: "start-script-watches",
    made: "tsx watch as the start script",
    entries: ["G23"],
    outcome: "advice",
    step,
    change: { [PACKAGE]: manifest("tsx watch --import ./src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "does-not-stop",
    made: "process.exit without ()",
    step,
    says: "process.exit without ()",
    unsaid: /waits for something/,
    change: withStop('process.once("SIGTERM", () => sdk.shutdown().finally(() => process.exit));'),
  },
  {
    finding: "does-not-stop",
    made: "a callback that shutdown() does not call",
    step,
    says: "was to call process.exit()",
    change: withStop('process.once("SIGTERM", () => (sdk as any).shutdown(() => process.exit(0)));'),
  },
  {
    finding: "exits-before-the-flush",
    made: "a second handler in server.ts that ends the process",
    step,
    at: `${SERVER}:17`,
    says: `${FILE} listens to the signal too`,
    change: {
      [SERVER]: (text) => `${text}\nprocess.on("SIGTERM", () => server.close(() => process.exit(0)));\n`,
    },
  },
];
