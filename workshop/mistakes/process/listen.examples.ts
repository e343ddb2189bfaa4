import { type WrongAnswer, replace } from "../example.ts";
import { FILE, WITH_IT, PACKAGE, SERVER, before } from "../example-files/set-up-changes.ts";
import { manifest } from "../example-files/instrumentation-text.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "port-in-use",
    made: "a port that is taken stands in the code",
    step: "initialize-provider",
    change: {
      [SERVER]: (text) =>
        `import { createServer } from "node:net";\ncreateServer().listen(45671, "0.0.0.0");\n${text.replace("process.env.PORT || 4567", "45671")}`,
    },
  },
  {
    finding: "port-in-use",
    made: "the code listens twice",
    step: "initialize-provider",
    says: "calls listen() twice",
    unsaid: /the code does not take it/,
    change: { [SERVER]: (text) => `${text}\ncreateApp().listen(Number(process.env.PORT));\n` },
  },
  {
    finding: "listens-on-another-port",
    made: "a port of their own in server.ts",
    step: "initialize-provider",
    inShort: true,
    change: { [SERVER]: replace(/process\.env\.PORT \|\| 4567/, "48123") },
  },
  {
    finding: "does-not-listen",
    made: "server.ts waits for ever before it listens",
    step: "initialize-provider",
    change: {
      [SERVER]: (text) =>
        `setInterval(() => {}, 1_000);\n${text.replace(/createApp\(\)\s*\.listen/, "({ listen: () => undefined }).listen")}`,
    },
  },
  {
    finding: "does-not-listen",
    made: "the file waits for ever",
    step: "initialize-provider",
    change: {
      [PACKAGE]: manifest(WITH_IT, { type: "module" }),
      [FILE]: (text) => `${text}\nawait new Promise((resolve) => setTimeout(resolve, 1e9));\n`,
    },
  },
  {
    finding: "does-not-listen",
    made: "the server in a thread of its own",
    step: "initialize-provider",
    at: "backend/src/main.ts:2",
    change: {
      "backend/src/main.ts":
        'import { Worker } from "node:worker_threads";\nnew Worker("./src/server.ts");\n',
      [PACKAGE]: manifest("node --import tsx --import ./src/instrumentation.ts src/main.ts"),
    },
  },
  {
    finding: "listens-on-another-port",
    made: "PORT=5000 in front of the start command",
    step: "initialize-provider",
    at: `${PACKAGE}:7`,
    change: before("PORT=5099"),
  },
];
