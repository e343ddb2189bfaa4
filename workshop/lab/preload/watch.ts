import cluster from "node:cluster";
import { codeLine } from "./code-line.ts";
import { guardTheNetwork } from "./guard.ts";
import { obeyLab } from "./obey-lab.ts";
import { playHoneycomb } from "./play-honeycomb.ts";
import { record } from "./record.ts";
import { reportModules, watchModules } from "./watch-modules.ts";
import { watchExit } from "./watch-exit.ts";
import { watchApi } from "./watch-api.ts";
import { watchLaterWork } from "./watch-later-work.ts";
import { watchVisits } from "./watch-visits.ts";
import { watchWaits } from "./watch-waits.ts";

// What the lab wants to know of the process in which the backend really runs.
record("process", {
  pid: process.pid,
  node: process.version,
  argv: process.argv.slice(1),
  execArgv: process.execArgv,
  isWorker: cluster.isWorker,
});
obeyLab();
guardTheNetwork();
// Before playHoneycomb(), which hands what was wrapped to ES modules as well.
watchWaits();
watchLaterWork();
playHoneycomb();
watchVisits();
watchApi();
watchModules();
process.on("uncaughtExceptionMonitor", (error) => {
  const message = error instanceof Error ? error.message : String(error);
  record("uncaught", {
    message: message.slice(0, 4_000),
    place: codeLine((error as Error | undefined)?.stack),
  });
});
watchExit();
process.on("exit", reportModules);
