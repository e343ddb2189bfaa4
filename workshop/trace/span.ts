/** 32 lower-case hex digits (W3C Trace Context, section 3.2.2.3). */
export type TraceId = string & { readonly brand: "TraceId" };
/** 16 lower-case hex digits (W3C Trace Context, section 3.2.2.4). */
export type SpanId = string & { readonly brand: "SpanId" };
/** Nanoseconds since 1970-01-01T00:00:00Z (OTLP `start_time_unix_nano`). */
export type UnixNanos = bigint & { readonly brand: "UnixNanos" };

/** An OTLP AnyValue: bytes arrive as base64 text, 64-bit integers outside the safe range as bigint. */
export type FieldValue = string | number | bigint | boolean | null | readonly FieldValue[] | FieldMap;
export interface FieldMap {
  readonly [name: string]: FieldValue;
}

export type SpanKind = "unspecified" | "internal" | "server" | "client" | "producer" | "consumer";

export interface SpanStatus {
  readonly code: "unset" | "ok" | "error";
  readonly message: string;
}

export interface SpanEvent {
  readonly name: string;
  readonly time: UnixNanos;
  readonly fields: FieldMap;
}

export interface SpanLink {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  readonly fields: FieldMap;
}

/** The instrumentation scope: who made the span. Honeycomb calls its name `library.name`. */
export interface Scope {
  readonly name: string;
  readonly version: string;
}

/** One row of a trace, as the OTLP bytes told it (opentelemetry-proto, trace.proto, message Span). */
export interface Span {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  /** Absent on a root. */
  readonly parentSpanId?: SpanId;
  /** From flags bits 8–9: whether the parent lives in another process. Absent when the sender did not say. */
  readonly parentIsRemote?: boolean;
  readonly name: string;
  readonly kind: SpanKind;
  readonly start: UnixNanos;
  readonly end: UnixNanos;
  /** The span's own attributes. */
  readonly fields: FieldMap;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  readonly status: SpanStatus;
  readonly droppedFields: number;
  readonly resource: FieldMap;
  readonly scope: Scope;
}
