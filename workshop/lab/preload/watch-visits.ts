import { AsyncLocalStorage } from "node:async_hooks";
import diagnosticsChannel from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { PlainPromise, soon } from "./primitives.ts";
import { record } from "./record.ts";

interface Served {
  readonly visit: string;
  /** Settles when every request of its group has come; absent for one that was sent alone. */
  readonly together?: Promise<void>;
  /** The mock store is to give it one row more. */
  readonly wantsRow: boolean;
}

interface Group {
  missing: number;
  readonly came: Promise<void>;
  readonly complete: () => void;
}

const current = new AsyncLocalStorage<Served>();
const groups = new Map<string, Group>();
const open = new Set<ServerResponse>();
let whenIdle: (() => void) | undefined;

/** Remembers, through every await, which of the lab's requests the code is serving. */
export function watchVisits(): void {
  diagnosticsChannel.subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const visit = String(request.headers["x-workshop-request"] ?? "unknown");
    const together = gather(request.headers["x-workshop-group"]);
    const wantsRow = request.headers["x-workshop-store"] === "one-row-more";
    current.enterWith({ visit, wantsRow, ...(together && { together }) });
    open.add(response);
    response.once("close", () => {
      open.delete(response);
      // Behind the listeners of everybody else: whatever ends with the answer has ended by then.
      soon(() => record("served", { visit }));
      if (open.size === 0) whenIdle?.();
    });
  });
}

/** The lab's id of the request being served, if any. */
export function currentVisit(): string | undefined {
  return current.getStore()?.visit;
}

/** Settles when the requests that the lab sent together with this one have all come, so that they really overlap. */
export function companionsCame(): Promise<void> | undefined {
  return current.getStore()?.together;
}

/** Whether the lab asked the mock store for one row more than it was handed. */
export function wantsOneRowMore(): boolean {
  return current.getStore()?.wantsRow === true;
}

/** Resolves when every answer has been sent and the framework's own listeners have run. */
export async function visitsAreServed(): Promise<void> {
  if (open.size > 0) await new PlainPromise<void>((resolve) => (whenIdle = resolve));
  await new PlainPromise((resolve) => soon(resolve));
}

/** The header says which group, and of how many: `2/6`. */
function gather(header: unknown): Promise<void> | undefined {
  const size = Number(/\/(\d+)$/.exec(String(header))?.[1] ?? 1);
  if (size < 2) return undefined;
  const group = groups.get(String(header)) ?? newGroup(size);
  groups.set(String(header), group);
  if (--group.missing === 0) group.complete();
  return group.came;
}

function newGroup(missing: number): Group {
  let complete = () => {};
  const came = new PlainPromise<void>((resolve) => (complete = resolve));
  return { missing, came, complete };
}
