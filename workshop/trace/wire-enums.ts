import type { SpanKind, SpanStatus } from "./span.ts";

/** opentelemetry-proto, trace.proto, enum Span.SpanKind: the position is the number on the wire. */
export const SPAN_KINDS: readonly SpanKind[] = [
  "unspecified",
  "internal",
  "server",
  "client",
  "producer",
  "consumer",
];

/** opentelemetry-proto, trace.proto, enum Status.StatusCode: the position is the number on the wire. */
export const STATUS_CODES: readonly SpanStatus["code"][] = ["unset", "ok", "error"];

export const UNSET_STATUS: SpanStatus = { code: "unset", message: "" };
