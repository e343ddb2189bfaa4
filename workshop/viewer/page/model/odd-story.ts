import type { TraceRows } from "./trace-rows.ts";

export interface SpanOddity {
  readonly title: string;
  readonly text: string;
}

/** What is strange about a span beside a missing parent: told, not hidden. */
export function odditiesOf(
  detail: { readonly spanId: string; readonly parentSpanId: string | null },
  rows: TraceRows | null,
  duplicates: ReadonlySet<string>,
): SpanOddity[] {
  const row = rows?.rowOf(detail.spanId) ?? -1;
  const isLoop = rows?.loops.has(row) ?? false;
  return [
    ...(isLoop && detail.parentSpanId === detail.spanId ? [OWN_PARENT] : []),
    ...(isLoop && detail.parentSpanId !== detail.spanId ? [LOOP] : []),
    ...(duplicates.has(detail.spanId) ? [TWICE] : []),
  ];
}

const OWN_PARENT = {
  title: "Its own parent",
  text: "This span names itself as its parent. No SDK does that: it was put together by hand.",
};
const LOOP = {
  title: "A loop of parents",
  text: "Follow the parents upwards from here and you come back to this span. The loop is cut here, so that it can be shown.",
};
const TWICE = {
  title: "It came more than once",
  text: "Several spans with this id arrived. The first is shown. Most often the exporter sent the same batch again.",
};
