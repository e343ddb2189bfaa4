import { AsyncLocalStorage } from "node:async_hooks";
import diagnosticsChannel from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

const current = new AsyncLocalStorage<string>();
const open = new Set<ServerResponse>();
let whenIdle: (() => void) | undefined;

/** Remembers, through every await, which of the lab's requests the code is serving. */
export function watchVisits(): void {
  diagnosticsChannel.subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    current.enterWith(String(request.headers["x-workshop-request"] ?? "unknown"));
    open.add(response);
    response.once("close", () => {
      open.delete(response);
      if (open.size === 0) whenIdle?.();
    });
  });
}

/** The lab's id of the request being served, if any. */
export function currentVisit(): string | undefined {
  return current.getStore();
}

/** Resolves when every answer has been sent and the framework's own listeners have run. */
export async function visitsAreServed(): Promise<void> {
  if (open.size > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
  await new Promise((resolve) => setImmediate(resolve));
}
