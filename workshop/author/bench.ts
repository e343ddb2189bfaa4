import { benchCheck, renderCheckBench } from "./bench-check.ts";
import { benchQueries, renderQueriesBench } from "./bench-queries.ts";
import { benchReceiver, renderReceiverBench } from "./bench-receiver.ts";
import { benchViewer, renderViewerBench } from "./bench-viewer.ts";

/** Every ratio that the project promises, each measured in one run. A word picks one: `npm run bench -- check`. */
const BENCHES: Readonly<Record<string, () => Promise<string>>> = {
  check: async () => renderCheckBench(await benchCheck()),
  queries: async () => renderQueriesBench(benchQueries()),
  receiver: async () => renderReceiverBench(await benchReceiver()),
  viewer: async () => renderViewerBench(await benchViewer()),
};

const [asked] = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked !== undefined && asked !== name) continue;
  console.log(`── ${name}`);
  console.log(await bench());
}
process.exit(0);
