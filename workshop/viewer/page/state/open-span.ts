import { computed, effect, signal } from "@preact/signals";
import type { SpanDetail } from "../../../receiver/page-api.ts";
import { ApiError, getJson } from "./api.ts";
import { openTraceId } from "./open-trace.ts";
import { route } from "./route.ts";

export const openSpanId = computed(() => (route.value.view === "trace" ? route.value.spanId : null));
export const spanDetail = signal<SpanDetail | string | null>(null);

let asking = new AbortController();

effect(() => {
  const trace = openTraceId.value;
  const span = openSpanId.value;
  asking.abort();
  asking = new AbortController();
  if (trace === null || span === null) return void (spanDetail.value = null);
  void load(trace, span, asking.signal);
});

/** The former span stays in the panel until the next one is here: no flicker while somebody walks down the rows. */
async function load(trace: string, span: string, signal: AbortSignal): Promise<void> {
  try {
    const detail = await getJson<SpanDetail>(
      `/api/traces/${trace}/spans/${encodeURIComponent(span)}`,
      signal,
    );
    if (!signal.aborted) spanDetail.value = detail;
  } catch (error) {
    if (signal.aborted) return;
    spanDetail.value = error instanceof ApiError ? error.message : "The receiver does not answer.";
  }
}
