import { batch, effect, signal } from "@preact/signals";
import type { Inbox, InboxEntry } from "../../../receiver/page-api.ts";
import { getJson } from "./api.ts";
import { onEvent } from "./live.ts";
import { route } from "./route.ts";

/** Newest first; null until it was loaded. */
export const inbox = signal<readonly InboxEntry[] | null>(null);
const MOST = 200;

effect(() => {
  if (route.value.view === "inbox" && inbox.peek() === null) void load();
});

onEvent((event) => {
  if (event.type === "connected" && inbox.peek() !== null) void load();
  if (event.type === "inbox" && inbox.peek() !== null)
    inbox.value = withEntry(inbox.peek() ?? [], event.entry);
});

async function load(): Promise<void> {
  const { entries } = await getJson<Inbox>("/api/inbox").catch(() => ({ entries: [] }));
  batch(() => (inbox.value = entries));
}

function withEntry(entries: readonly InboxEntry[], entry: InboxEntry): readonly InboxEntry[] {
  const at = entries.findIndex(({ id }) => id === entry.id);
  if (at === -1) return [entry, ...entries].slice(0, MOST);
  return entries.with(at, entry);
}
