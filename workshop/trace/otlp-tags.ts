const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/**
 * A field's tag as it stands on the wire: its number and its wire type in one integer
 * (protobuf.dev/programming-guides/encoding, "Message Structure").
 */
const varint = (number: number): number => (number << 3) | VARINT;
const fixed64 = (number: number): number => (number << 3) | FIXED64;
const bytes = (number: number): number => (number << 3) | BYTES;
const fixed32 = (number: number): number => (number << 3) | FIXED32;

/** opentelemetry-proto v1.7, collector/trace/v1/trace_service.proto, message ExportTraceServiceRequest. */
export const REQUEST = { resourceSpans: bytes(1) } as const;

/** opentelemetry-proto v1.7, trace/v1/trace.proto. */
export const RESOURCE_SPANS = { resource: bytes(1), scopeSpans: bytes(2) } as const;
export const SCOPE_SPANS = { scope: bytes(1), spans: bytes(2) } as const;
export const SPAN = {
  traceId: bytes(1),
  spanId: bytes(2),
  parentSpanId: bytes(4),
  name: bytes(5),
  kind: varint(6),
  start: fixed64(7),
  end: fixed64(8),
  attributes: bytes(9),
  droppedAttributes: varint(10),
  events: bytes(11),
  links: bytes(13),
  status: bytes(15),
  flags: fixed32(16),
} as const;
export const EVENT = { time: fixed64(1), name: bytes(2), attributes: bytes(3) } as const;
export const LINK = { traceId: bytes(1), spanId: bytes(2), attributes: bytes(4) } as const;
export const STATUS = { message: bytes(2), code: varint(3) } as const;

/** opentelemetry-proto v1.7, resource/v1/resource.proto. */
export const RESOURCE = { attributes: bytes(1) } as const;

/** opentelemetry-proto v1.7, common/v1/common.proto. */
export const SCOPE = { name: bytes(1), version: bytes(2) } as const;
export const KEY_VALUE = { key: bytes(1), value: bytes(2) } as const;
export const VALUES = { values: bytes(1) } as const;
export const ANY_VALUE = {
  string: bytes(1),
  bool: varint(2),
  int: varint(3),
  double: fixed64(4),
  array: bytes(5),
  map: bytes(6),
  bytes: bytes(7),
} as const;
