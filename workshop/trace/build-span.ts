import type { Span, SpanId, TraceId, UnixNanos } from "./span.ts";

/** What a test says about a span; everything else has a default. */
export interface SpanWords extends Partial<
  Omit<Span, "traceId" | "spanId" | "parentSpanId" | "start" | "end">
> {
  readonly traceId?: string;
  readonly spanId?: string;
  /** Its parent; gives the trace id too. */
  readonly parent?: Span;
  /** For a parent that is not there. */
  readonly parentSpanId?: string;
  /** After the tests' common moment, in milliseconds. */
  readonly startMs?: number;
  readonly durationMs?: number;
  readonly service?: string;
}

/** A span with defaults for tests: `span({ name: "child", parent })`. Each one gets a new span id. */
export function span(words: SpanWords = {}): Span {
  const { traceId, spanId, parent, parentSpanId, startMs = 0, durationMs = 10, service, ...rest } = words;
  const start = (MOMENT + BigInt(Math.round(startMs * 1e6))) as UnixNanos;
  const parentId = parent?.spanId ?? parentSpanId;
  return {
    traceId: (traceId ?? parent?.traceId ?? "4bf92f3577b34da6a3ce929d0e0e4736") as TraceId,
    spanId: (spanId ?? nextSpanId()) as SpanId,
    name: "GET /api/activities/home",
    kind: "internal",
    start,
    end: (start + BigInt(Math.round(durationMs * 1e6))) as UnixNanos,
    fields: {},
    events: [],
    links: [],
    status: { code: "unset", message: "" },
    droppedFields: 0,
    resource: { "service.name": service ?? "backend" },
    scope: { name: "test", version: "" },
    ...(parentId === undefined ? {} : { parentSpanId: parentId as SpanId, parentIsRemote: false }),
    ...rest,
  };
}

/** 2026-11-02T09:00:00Z. */
const MOMENT = 1_793_610_000_000_000_000n;
let made = 0;

function nextSpanId(): string {
  made += 1;
  return (0x00f0_67aa_0ba9_0000n + BigInt(made)).toString(16).padStart(16, "0");
}
