import { signal } from "@preact/signals";
import type { PageEvent, Status } from "../../../receiver/page-api.ts";

/** `lost` when the receiver went away; the browser tries again by itself. */
export const connection = signal<"connecting" | "live" | "lost">("connecting");
export const status = signal<Status | null>(null);

type Listener = (event: PageEvent | { readonly type: "connected" }) => void;
const listeners = new Set<Listener>();

export function onEvent(listener: Listener): void {
  listeners.add(listener);
}

/** Opens the stream of events. `connected` is told each time that it opens: what came meanwhile must be loaded. */
export function connect(): void {
  const source = new EventSource("/api/events");
  source.onopen = () => {
    connection.value = "live";
    tell({ type: "connected" });
  };
  source.onerror = () => {
    connection.value = "lost";
    if (source.readyState !== EventSource.CLOSED) return;
    source.close();
    setTimeout(connect, 2000);
  };
  source.onmessage = ({ data }) => tell(JSON.parse(String(data)) as PageEvent);
}

function tell(event: Parameters<Listener>[0]): void {
  if (event.type === "status") status.value = event.status;
  for (const listener of listeners) listener(event);
}
