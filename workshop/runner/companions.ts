import { existsSync, readFileSync, watch } from "node:fs";
import { join } from "node:path";
import type { Assets } from "../receiver/serve-asset.ts";
import { startReceiver, type Receiver } from "../receiver/start-receiver.ts";
import { bundleViewer } from "../viewer/bundle-viewer.ts";
import { cacheOf } from "./commands/check-step.ts";
import type { Context } from "./context.ts";
import { courseNow } from "./course-now.ts";
import { openPort } from "./open-port.ts";
import { privateFolder } from "./private-folder.ts";
import { needsEveryAddress, publicUrl } from "./public-url.ts";
import { serveFrontend, wantsFrontend } from "./serve-frontend.ts";
import { forwardTarget, turnToReceiver } from "./turn-to-receiver.ts";

/** What `npm start` runs beside the backend. */
export interface Companions {
  /** Lines for the greeting, such as where the trace page is. */
  readonly greeting: readonly string[];
  /** The backend's variables, changed where a companion must be in between. */
  turn(variables: Readonly<Record<string, string>>): Record<string, string>;
  close(): Promise<void>;
}

const OTLP_PORT = 4318;

/**
 * The receiver, with the trace page, takes the backend's traces in; it forwards them to where compose points.
 * The frontend joins when it is its turn.
 */
export async function openCompanions(context: Context, backendPort: number): Promise<Companions> {
  const { root, env, terminal } = context;
  const port = (await openPort(OTLP_PORT)) ?? 0;
  const receiver = await startReceiver({
    port,
    host: needsEveryAddress(env) ? "0.0.0.0" : "127.0.0.1",
    storeFolder: privateFolder(root, "traces"),
    assets: await viewerAssets(root),
    sample: readFileSync(join(import.meta.dirname, "../receiver/sample-trace.json"), "utf8"),
    queriesFolder: join(root, "journal/queries"),
    courseStatus: async () => await courseNow(root),
    allowedHosts: [OTLP_PORT, port, 3000].map((each) => new URL(publicUrl(each, env)).hostname),
    log: (line) => terminal.print(line),
  });
  const watching = watchCourse(root, receiver);
  const frontend = wantsFrontend(context)
    ? await serveFrontend(context, { backendPort, receiverPort: receiver.port })
    : undefined;
  const taken =
    receiver.port === OTLP_PORT
      ? []
      : [`Port ${OTLP_PORT} is taken by another program, so the trace page is on ${receiver.port}.`];
  return {
    greeting: [
      ...taken,
      `Trace page  ${publicUrl(receiver.port, env)}`,
      ...(frontend ? [`Frontend    ${frontend.url}`] : []),
    ],
    turn(variables) {
      receiver.forwardTo(forwardTarget(variables));
      return { ...turnToReceiver(variables, receiver.port), ...(frontend && { FRONTEND_URL: frontend.url }) };
    },
    async close() {
      watching();
      await frontend?.close();
      await receiver.close();
    },
  };
}

async function viewerAssets(root: string): Promise<Assets> {
  return await bundleViewer(join(cacheOf(root), "viewer"));
}

/** The page follows the journal and the last check while it is open. */
function watchCourse(root: string, receiver: Receiver): () => void {
  const folders = ["journal", ".workshop"]
    .map((name) => join(root, name))
    .filter((folder) => existsSync(folder));
  const watchers = folders.map((folder) =>
    watch(folder, () => receiver.courseChanged()).on("error", () => {}),
  );
  return () => watchers.forEach((watcher) => watcher.close());
}
