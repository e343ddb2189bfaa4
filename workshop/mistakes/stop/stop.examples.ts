import { type WrongAnswer, replace } from "../example.ts";
import { manifest, instrumentation } from "../example-files/instrumentation-text.ts";
import { PACKAGE, SERVER, withStop, FILE } from "../example-files/set-up-changes.ts";

const SETUP = "backend/src/instrumentation.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "does-not-stop",
    made: "SIGTERM is handled without process.exit()",
    entries: ["D40"],
    step: "initialize-provider",
    change: { [FILE]: instrumentation({ stop: 'process.on("SIGTERM", () => sdk.shutdown());\n' }) },
  },
  {
    finding: "no-shutdown-handler",
    made: "nobody flushes on stop",
    entries: ["D37", "D39"],
    step: "initialize-provider",
    inShort: true,
    change: { [FILE]: instrumentation({ stop: "" }) },
  },
  {
    finding: "no-shutdown-handler",
    made: "only SIGINT is handled",
    entries: ["D39"],
    step: "initialize-provider",
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
    step: "initialize-provider",
    change: {
      [FILE]: instrumentation({
        stop: 'process.once("SIGTERM", () => { sdk.shutdown(); process.exit(0); });\n',
      }),
    },
  },
  {
    finding: "signal-cannot-be-caught",
    made: "SIGKILL instead of SIGTERM",
    step: "initialize-provider",
    at: `${FILE}:11`,
    change: withStop('process.on("SIGKILL", () => sdk.shutdown().finally(() => process.exit(0)));'),
  },
  {
    finding: "crashed-while-stopping",
    made: "sdk.stop(), which does not exist",
    step: "initialize-provider",
    inShort: true,
    change: withStop('process.on("SIGTERM", () => { (sdk as any).stop().finally(() => process.exit(0)); });'),
  },
  {
    finding: "no-shutdown-handler",
    made: "a letter is missing in SIGTERM, beside SIGINT",
    step: "initialize-provider",
    says: 'listens to "SIGERM"',
    at: `${FILE}:15`,
    change: { [FILE]: replace('"SIGTERM"', '"SIGERM"') },
  },
  {
    finding: "does-not-stop",
    made: "process.exit() is commented out",
    step: "initialize-provider",
    says: "never calls process.exit()",
    change: {
      [FILE]: replace("      .finally(() => process.exit(0));", "      // .finally(() => process.exit(0));"),
    },
  },
  {
    finding: "does-not-stop",
    made: "the handler waits for something else first",
    entries: ["D40"],
    step: "initialize-provider",
    says: "still waiting on line 11",
    change: withStop(
      'process.on("SIGTERM", async () => { await new Promise((resolve) => setTimeout(resolve, 60_000)); await sdk.shutdown(); process.exit(0); });',
    ),
  },
  {
    finding: "no-shutdown-handler",
    made: "beforeExit alone",
    entries: ["D39"],
    step: "initialize-provider",
    says: "beforeExit",
    change: withStop('process.on("beforeExit", () => sdk.shutdown());'),
  },
  {
    finding: "no-shutdown-handler",
    made: "the signal in small letters",
    step: "initialize-provider",
    says: "the signal is called SIGTERM",
    change: withStop(
      'process.on("sigterm" as never, () => { void sdk.shutdown().finally(() => process.exit(0)); });',
    ),
  },
  {
    finding: "exits-before-the-flush",
    made: "finally(process.exit(0)), which calls it at once",
    step: "initialize-provider",
    change: withStop('process.on("SIGTERM", () => { sdk.shutdown().finally(process.exit(0)); });'),
  },
  {
    finding: "exits-before-the-flush",
    made: "server.ts ends the process when its connections are closed",
    step: "initialize-provider",
    says: "nothing had called shutdown()",
    change: {
      [FILE]: instrumentation({ stop: "" }),
      [SERVER]: (text) => `${text}\nprocess.on("SIGTERM", () => server.close(() => process.exit(0)));\n`,
    },
  },
  {
    finding: "workers-of-a-cluster",
    made: "the server in two workers of node:cluster",
    outcome: "advice",
    step: "initialize-provider",
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
    step: "initialize-provider",
    change: { [PACKAGE]: manifest("tsx watch --import ./src/instrumentation.ts src/server.ts") },
  },
  {
    finding: "does-not-stop",
    made: "process.exit without ()",
    step: "initialize-provider",
    says: "process.exit without ()",
    unsaid: /waits for something/,
    change: withStop('process.once("SIGTERM", () => sdk.shutdown().finally(() => process.exit));'),
  },
  {
    finding: "does-not-stop",
    made: "a callback that shutdown() does not call",
    step: "initialize-provider",
    says: "takes no callback",
    change: withStop('process.once("SIGTERM", () => (sdk as any).shutdown(() => process.exit(0)));'),
  },
  {
    finding: "exits-before-the-flush",
    made: "a second handler in server.ts that ends the process",
    step: "initialize-provider",
    at: `${SERVER}:17`,
    says: `called on line 18 of ${FILE}`,
    change: {
      [SERVER]: (text) => `${text}\nprocess.on("SIGTERM", () => server.close(() => process.exit(0)));\n`,
    },
  },
  {
    finding: "crashed-while-stopping",
    made: "an error while it stops, which hides no other, and no user",
    step: "user-fields",
    unsaid: /an error of its own/,
    change: {
      [SETUP]: (text) =>
        replace(
          /sdk\s*\.shutdown\(\)/,
          "(sdk as any).stop()",
        )(replace(/ *startIncomingSpanHook.*\n/, "")(text)),
    },
  },
  {
    finding: "does-not-stop",
    made: "the SDK's own method, bound",
    step: "initialize-provider",
    says: "calls shutdown() alone",
    change: withStop('process.once("SIGTERM", sdk.shutdown.bind(sdk))'),
  },
  {
    finding: "does-not-stop",
    made: "a handler of another module, passed by name in a loop over signals, and exit in a comment",
    step: "initialize-provider",
    says: "never calls process.exit()",
    at: "backend/src/on-stop.ts:5",
    change: {
      "backend/src/on-stop.ts": `import type { NodeSDK } from "@opentelemetry/sdk-node";

export function onStop(sdk: NodeSDK, signals: readonly string[]) {
  const end = () => {
    void sdk.shutdown(); // then process.exit(0)
  };
  for (const each of signals) process.on(each, end);
}
`,
      [FILE]: instrumentation({
        imports: 'import { onStop } from "./on-stop.ts";\n',
        stop: 'onStop(sdk, ["SIGINT", "SIGTERM"]);\n',
      }),
    },
  },
  {
    finding: "exits-before-the-flush",
    made: "exit of node:process in a class, while shutdown() is on its way",
    step: "initialize-provider",
    says: "was still sending them",
    change: withStop(`import { exit } from "node:process";
class Ending {
  constructor(readonly sdk: NodeSDK) {}
  run = () => {
    void this.sdk.shutdown();
    exit(0);
  };
}
process.once("SIGTERM", new Ending(sdk).run);`),
  },
  {
    finding: "exits-before-the-flush",
    made: "a short wait in place of the promise",
    step: "initialize-provider",
    says: "was still sending them",
    fix: ".finally(() => process.exit(0))",
    change: withStop(
      'process.on("SIGTERM", () => {\n  sdk.shutdown();\n  setImmediate(() => process.exit(0));\n});',
    ),
  },
  {
    finding: "no-shutdown-handler",
    made: "a handler in a comment and in a string, and an old copy that has one",
    step: "initialize-provider",
    says: "No handler for SIGTERM",
    unsaid: /backup/,
    change: {
      ...withStop(
        '// process.once("SIGTERM", () => sdk.shutdown().finally(() => process.exit(0)));\nexport const note = "process.on(\'SIGTERM\', …)";',
      ),
      "backend/src/a-backup.ts": 'process.on("SIGINT", () => process.exit(0));\n',
    },
  },
  {
    finding: "no-shutdown-handler",
    made: "only SIGINT, from a list, with no semicolons",
    step: "initialize-provider",
    says: "Only SIGINT",
    fix: '"SIGINT", "SIGTERM"',
    change: withStop(
      'const stop = async () => {\n  await sdk.shutdown().catch(() => {})\n  process.exit()\n}\n;["SIGINT"].forEach((name) => process.once(name, stop))',
    ),
  },
];
