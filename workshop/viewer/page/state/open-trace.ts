import { batch, computed, effect, signal } from "@preact/signals";
import type { TraceSummary, Waterfall } from "../../../receiver/page-api.ts";
import { servicesOf } from "../model/services-of.ts";
import { addWaterfall } from "../model/span-columns.ts";
import type { SpanColumns } from "../model/span-columns.ts";
import { layOut } from "../model/trace-rows.ts";
import { ApiError, getJson } from "./api.ts";
import { onEvent } from "./live.ts";
import { route } from "./route.ts";

export interface OpenTrace {
  readonly summary: TraceSummary;
  readonly columns: SpanColumns;
  readonly cursor: number;
}

export const openTrace = signal<OpenTrace | null>(null);
/** Why it could not be opened, as a sentence. */
export const openTraceError = signal<string | null>(null);
export const openTraceId = computed(() => (route.value.view === "trace" ? route.value.traceId : null));
export const services = computed(() =>
  openTrace.value === null ? NO_SERVICES : servicesOf(openTrace.value.columns),
);
export const rows = computed(() => (openTrace.value === null ? null : layOut(openTrace.value.columns)));

const NO_SERVICES: ReadonlyMap<string, number> = new Map();
let busy = false;
let again = false;
let asking = new AbortController();

effect(() => {
  const wanted = openTraceId.value;
  asking.abort();
  batch(() => {
    if (openTrace.peek()?.summary.traceId !== wanted) openTrace.value = null;
    openTraceError.value = null;
  });
  if (wanted !== null) void refresh();
});

onEvent((event) => {
  const id = openTraceId.peek();
  if (id === null) return;
  if (event.type === "connected" && (openTrace.peek() !== null || openTraceError.peek() !== null))
    void refresh();
  if (event.type !== "traces") return;
  const shown = openTrace.peek();
  const summary = event.traces.find(({ traceId }) => traceId === id);
  if (summary !== undefined ? summary.change !== shown?.summary.change : event.more > 0) void refresh();
});

/** Loads what came since; one request at a time, and once more when something changed meanwhile. */
async function refresh(): Promise<void> {
  again = true;
  if (busy) return;
  busy = true;
  try {
    while (again) {
      again = false;
      await loadSince();
    }
  } finally {
    busy = false;
  }
}

async function loadSince(): Promise<void> {
  const id = openTraceId.peek();
  if (id === null) return;
  const known = openTrace.peek();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const came = await getJson<Waterfall>(`/api/traces/${id}?after=${known?.cursor ?? 0}`, signal);
    if (signal.aborted) return;
    const isSame = known !== null && known.summary.order === came.summary.order;
    if (known !== null && !isSame) return void ((openTrace.value = null), (again = true));
    const columns = addWaterfall(known?.columns ?? null, came);
    batch(() => {
      openTrace.value = { summary: came.summary, columns, cursor: came.cursor };
      openTraceError.value = null;
    });
  } catch (error) {
    if (signal.aborted) return;
    if (known !== null && !(error instanceof ApiError && error.status === 404)) return;
    openTraceError.value = sentence(error);
  }
}

function sentence(error: unknown): string {
  return error instanceof ApiError ? error.message : "The receiver does not answer.";
}
