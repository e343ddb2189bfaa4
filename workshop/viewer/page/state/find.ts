import { computed, effect, signal } from "@preact/signals";
import type { FoundSpans } from "../../../receiver/page-api.ts";
import { findNear } from "../model/find-near.ts";
import { getJson } from "./api.ts";
import { openTrace, openTraceId, rows } from "./open-trace.ts";
import { route } from "./route.ts";
import { focusedRow, focusRow } from "./waterfall.ts";

/** Spans that hold the text; null while nothing is looked for. */
export const found = signal<ReadonlySet<string> | null>(null);

/** The same as rows, from top to bottom. */
export const foundRows = computed(() => {
  const laid = rows.value;
  if (laid === null || found.value === null) return [];
  return [...found.value]
    .map(laid.rowOf)
    .filter((row) => row !== -1)
    .sort((a, b) => a - b);
});

const text = computed(() => route.value.find);
const wanted = computed(() => ({
  id: openTraceId.value,
  text: text.value,
  size: openTrace.value?.cursor ?? 0,
}));
let asking = new AbortController();

effect(() => {
  const { id, text: asked, size } = wanted.value;
  asking.abort();
  asking = new AbortController();
  if (id === null || asked === "" || size === 0) return void (found.value = null);
  void ask(id, asked, asking.signal);
});

async function ask(id: string, asked: string, signal: AbortSignal): Promise<void> {
  try {
    const path = `/api/traces/${id}/find?text=${encodeURIComponent(asked)}`;
    const { spanIds } = await getJson<FoundSpans>(path, signal);
    if (!signal.aborted) found.value = new Set(spanIds);
  } catch {
    if (!signal.aborted) found.value = new Set();
  }
}

export function goToFound(direction: 1 | -1): void {
  const row = findNear(foundRows.peek(), focusedRow.peek(), direction);
  if (row !== -1) focusRow(row);
}

export function goToError(direction: 1 | -1): void {
  const row = findNear(rows.peek()?.errors ?? [], focusedRow.peek(), direction);
  if (row !== -1) focusRow(row);
}
