import { batch, computed, effect, signal } from "@preact/signals";
import type { TraceList, TraceSummary } from "../../../receiver/page-api.ts";
import { ApiError, getJson } from "./api.ts";
import { onEvent } from "./live.ts";
import { route } from "./route.ts";

/** Newest first. */
export const traces = signal<readonly TraceSummary[]>([]);
export const moreTraces = signal(false);
export const listState = signal<"loading" | "ready" | string>("loading");
/** New traces that wait behind the "N new" pill while somebody reads. */
export const waiting = signal<readonly TraceSummary[]>([]);
export const waitingMore = signal(0);
export const listScrolled = signal(false);

const MOST_SHOWN = 500;
const isReading = computed(() => listScrolled.value || route.value.view === "trace");
const run = computed(() => route.value.run);

effect(() => {
  void run.value;
  void loadList();
});

effect(() => {
  if (!isReading.value && waiting.peek().length > 0) showWaiting();
});

onEvent((event) => {
  if (event.type === "connected" && listState.peek() !== "loading") void loadList();
  if (event.type === "cleared") void loadList();
  if (event.type === "traces") takeIn(event.traces, event.more);
});

export async function loadList(): Promise<void> {
  const asked = run.peek();
  try {
    const list = await getJson<TraceList>(listPath(asked));
    if (asked !== run.peek()) return;
    batch(() => {
      traces.value = list.traces;
      moreTraces.value = list.more;
      waiting.value = [];
      waitingMore.value = 0;
      listState.value = "ready";
    });
  } catch (error) {
    listState.value = error instanceof ApiError ? error.message : "The receiver does not answer.";
  }
}

export async function loadOlder(): Promise<void> {
  const asked = run.peek();
  const list = await getJson<TraceList>(`${listPath(asked)}&before=${traces.peek().at(-1)?.order ?? 0}`);
  if (asked !== run.peek()) return;
  batch(() => {
    traces.value = [...traces.peek(), ...list.traces];
    moreTraces.value = list.more;
  });
}

export function showWaiting(): void {
  if (waitingMore.peek() > 0) return void loadList();
  batch(() => {
    traces.value = merge(traces.peek(), waiting.peek());
    waiting.value = [];
  });
}

/** Known traces change in place; new ones come on top, or wait while somebody reads. */
function takeIn(came: readonly TraceSummary[], more: number): void {
  const mine = came.filter((trace) => trace.run === run.peek());
  const known = new Set(traces.peek().flatMap(({ order, sample }) => (sample ? [] : [order])));
  const changed = mine.filter(({ order }) => known.has(order));
  const fresh = mine.filter(({ order }) => !known.has(order) && order > oldestShown());
  batch(() => {
    if (changed.length > 0) traces.value = merge(traces.peek(), changed);
    if (isReading.peek()) {
      waiting.value = merge(waiting.peek(), fresh);
      waitingMore.value += more;
    } else if (fresh.length > 0) traces.value = merge(traces.peek(), fresh);
  });
}

function oldestShown(): number {
  return moreTraces.peek() ? (traces.peek().at(-1)?.order ?? 0) : 0;
}

/** The sample goes when the first real trace comes. */
function merge(old: readonly TraceSummary[], came: readonly TraceSummary[]): TraceSummary[] {
  const byOrder = new Map<number, TraceSummary>();
  for (const trace of [...old.filter(({ sample }) => !sample), ...came]) byOrder.set(trace.order, trace);
  const merged = [...byOrder.values()].sort((a, b) => b.order - a.order);
  if (merged.length > MOST_SHOWN && !listScrolled.peek()) {
    moreTraces.value = true;
    merged.length = MOST_SHOWN;
  }
  return merged;
}

function listPath(named: string | null): string {
  return `/api/traces?limit=50${named === null ? "" : `&run=${encodeURIComponent(named)}`}`;
}
