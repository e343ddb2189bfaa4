import cluster from "node:cluster";
import { guardTheNetwork } from "./guard.ts";
import { meetExports } from "./meet-exports.ts";
import { obeyLab } from "./obey-lab.ts";
import { playHoneycomb } from "./play-honeycomb.ts";
import { record } from "./record.ts";
import { reportSdk } from "./sdk-state.ts";
import { watchApi, watchRegistrations } from "./watch-api.ts";
import { watchCrash, watchWarnings } from "./watch-crash.ts";
import { watchExit } from "./watch-exit.ts";
import { watchExporting } from "./watch-exporting.ts";
import { watchHandlers } from "./watch-handlers.ts";
import { watchLaterWork } from "./watch-later-work.ts";
import { reportModules, watchModules } from "./watch-modules.ts";
import { registrationExports } from "./watch-registrations.ts";
import { SDK_EXPORTS } from "./watch-sdk.ts";
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
watchExporting();
watchVisits();
watchApi();
watchModules();
meetExports(
  new Map([...SDK_EXPORTS, ...registrationExports(watchRegistrations)]),
  process.env["WORKSHOP_LAB_ESM"] === "1",
);
watchCrash();
watchWarnings();
watchExit();
process.on("exit", () => {
  reportModules();
  reportSdk();
});
// Last, so that the lab's own handlers are none of the learner's.
watchHandlers();
