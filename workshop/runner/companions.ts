import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import type { Receiver } from "../receiver/start-receiver.ts";
import type { Context } from "./context.ts";
import { isTracePage } from "./is-trace-page.ts";
import { openPort } from "./open-port.ts";
import { OTLP_PORT, openReceiver } from "./open-receiver.ts";
import { publicUrl } from "./public-url.ts";
import { serveFrontend, wantsFrontend } from "./serve-frontend.ts";
import { turnToBrowser } from "./turn-to-browser.ts";
import { forwardTarget, turnToReceiver } from "./turn-to-receiver.ts";
import { portAdvice } from "./port-advice.ts";

/** What `npm start` runs beside the backend. */
export interface Companions {
  /** Lines for the greeting, such as where the trace page is. */
  readonly greeting: readonly string[];
  /** The backend's variables, changed where a companion must be in between. */
  turn(variables: Readonly<Record<string, string>>): Record<string, string>;
  close(): Promise<void>;
}

/**
 * The receiver, with the trace page, takes the backend's traces in; it forwards them to where compose points.
 * The frontend joins when it is its turn.
 */
export async function openCompanions(context: Context, backendPort: number): Promise<Companions> {
  const { root, env } = context;
  const port = (await openPort(OTLP_PORT)) ?? 0;
  const receiver = await openReceiver(context, { port });
  const watching = watchCourse(root, receiver);
  const frontend = wantsFrontend(context)
    ? await serveFrontend(context, { backendPort, receiverPort: receiver.port })
    : undefined;
  const taken = receiver.port === OTLP_PORT ? [] : await sayTaken(receiver.port);
  const shown = [receiver.port, backendPort, ...(frontend ? [3000] : [])];
  const advice = await portAdvice({ backend: backendPort, shown, fetches: frontend !== undefined }, env);
  return {
    greeting: [
      ...taken,
      `Trace page  ${publicUrl(receiver.port, env)}`,
      ...(frontend ? [`Frontend    ${frontend.url}`] : []),
      ...advice,
    ],
    turn(variables) {
      receiver.forwardTo(forwardTarget(variables));
      return turnToBrowser(turnToReceiver(variables, receiver.port), backendPort, env);
    },
    async close() {
      watching();
      await frontend?.close();
      await receiver.close();
    },
  };
}

/** Two pages at once confuse: the traces are on one, and the learner looks at the other. */
async function sayTaken(port: number): Promise<string[]> {
  return (await isTracePage(OTLP_PORT))
    ? [
        `Port ${OTLP_PORT} has a trace page already, so this one is on ${port}.`,
        "If npm start runs in another terminal, one is enough: Ctrl-C ends this one.",
      ]
    : [`Port ${OTLP_PORT} is taken by another program, so the trace page is on ${port}.`];
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
