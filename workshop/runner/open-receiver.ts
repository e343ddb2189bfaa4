import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startReceiver, type Receiver } from "../receiver/start-receiver.ts";
import { bundleViewer } from "../viewer/bundle-viewer.ts";
import { cacheOf } from "./project.ts";
import type { Context } from "./context.ts";
import { courseNow } from "./course-now.ts";
import { privateFolder } from "../lab/private-folder.ts";
import { needsEveryAddress, publicHosts } from "./public-url.ts";

/** OTLP's own port for HTTP. */
export const OTLP_PORT = 4318;

const FRONTEND_PORT = 3000;

/** Starts the receiver with the trace page, over this course and for this machine's browsers. */
export async function openReceiver(
  { root, env, terminal }: Pick<Context, "root" | "env" | "terminal">,
  options: { readonly port: number; readonly host?: string; readonly storeFolder?: string },
): Promise<Receiver> {
  const { port, host = needsEveryAddress(env) ? "0.0.0.0" : "127.0.0.1" } = options;
  // The container of the receiver alone has no course in it.
  const hasCourse = existsSync(join(root, "journal"));
  return await startReceiver({
    port,
    host,
    storeFolder: options.storeFolder ?? privateFolder(root, "traces"),
    assets: await bundleViewer(join(cacheOf(root), "viewer")),
    sample: readFileSync(join(import.meta.dirname, "../receiver/sample-trace.json"), "utf8"),
    ...(hasCourse && {
      queriesFolder: join(root, "journal/queries"),
      courseStatus: async () => await courseNow(root),
    }),
    allowedHosts: [OTLP_PORT, port, FRONTEND_PORT].flatMap((each) => publicHosts(each, env)),
    log: (line) => terminal.print(line),
  });
}
