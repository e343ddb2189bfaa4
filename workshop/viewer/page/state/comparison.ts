import { computed, effect, signal } from "@preact/signals";
import type { ComparedSpan, Comparison } from "../../../receiver/page-api.ts";
import { ApiError, getJson } from "./api.ts";
import { status } from "./live.ts";
import { openTrace, openTraceId } from "./open-trace.ts";
import { route } from "./route.ts";

/** A sentence when there is nothing to compare with; null while it loads. */
export const comparison = signal<Comparison | string | null>(null);

/** What became of each span that was expected, for the marks in the waterfall. */
export const comparedSpans = computed(() => {
  const marks = new Map<string, ComparedSpan["state"]>();
  const now = comparison.value;
  if (!route.value.beside || now === null || typeof now === "string") return marks;
  if (now.otherRequest !== null) return marks;
  const open = [now.expected];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    if (span.spanId !== null) marks.set(span.spanId, span.state);
    open.push(...span.children);
  }
  return marks;
});

const wanted = computed(() => (route.value.beside ? openTraceId.value : null));
const version = computed(() => `${openTrace.value?.cursor ?? 0} ${status.value?.course?.current ?? ""}`);
let shownFor: string | null = null;

effect(() => {
  void version.value;
  const id = wanted.value;
  if (id !== shownFor) comparison.value = null;
  shownFor = id;
  if (id !== null && openTrace.value !== null) void load(id);
});

async function load(id: string): Promise<void> {
  const answer = await getJson<Comparison>(`/api/traces/${id}/comparison`).catch((error: unknown) =>
    error instanceof ApiError ? error.message : "The receiver does not answer.",
  );
  if (wanted.peek() === id) comparison.value = answer;
}
