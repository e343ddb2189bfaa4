import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startReceiver } from "../receiver/start-receiver.ts";
import { span } from "../trace/build-span.ts";
import { bundleViewer } from "../viewer/bundle-viewer.ts";

/** The receiver and its page in a process of their own; after the cache's folder, the sizes of traces to hold. */
const [cache = "", ...sizes] = process.argv.slice(2);
const receiver = await startReceiver({
  port: 0,
  assets: await bundleViewer(cache),
  sample: readFileSync(join(import.meta.dirname, "../receiver/sample-trace.json"), "utf8"),
});
for (const size of sizes.map(Number)) {
  const traceId = size.toString().padStart(32, "0");
  const root = span({ traceId, name: "GET /api/activities/home", durationMs: size });
  const handlers = Array.from({ length: size / 10 }, (_, index) =>
    span({ parent: root, name: `request handler ${index}`, startMs: index * 10 }),
  );
  const spans = handlers.flatMap((handler, index) => [
    handler,
    ...Array.from({ length: 9 }, (_, child) =>
      span({ parent: handler, name: `child ${child}`, startMs: index * 10 + child, durationMs: 1 }),
    ),
  ]);
  receiver.store.add([root, ...spans.slice(0, -1)]);
}
process.on("disconnect", () => process.exit());
process.send?.({ port: receiver.port });
