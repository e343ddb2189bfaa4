import protobuf from "protobufjs";
import { encodeOtlpJson } from "./encode-otlp-json.ts";
import type { Span } from "./span.ts";

/** For tests and benchmarks only: protobufjs, fed with OTLP's field facts, as an independent second opinion. */
export function encodeOtlpProtobuf(spans: Iterable<Span>): Uint8Array {
  return encodeOtlpMessage(JSON.parse(encodeOtlpJson(spans), idsAsBytes) as object);
}

/** Encodes any request object, right or wrong, with OTLP JSON's member names and bytes as Buffer. */
export function encodeOtlpMessage(request: object): Uint8Array {
  return REQUEST.encode(REQUEST.fromObject(request)).finish();
}

/** What protobufjs reads from the bytes, as a plain object with numbers as text and bytes in base64. */
export function readOtlpMessage(bytes: Uint8Array): object {
  return REQUEST.toObject(REQUEST.decode(bytes), { longs: String, bytes: String, enums: Number });
}

function idsAsBytes(name: string, value: unknown): unknown {
  return /^(traceId|spanId|parentSpanId)$/.test(name) ? Buffer.from(String(value), "hex") : value;
}

/** opentelemetry-proto v1.7: collector/trace/v1, trace/v1, resource/v1 and common/v1, without what a trace does not need. */
const FACTS = `
  syntax = "proto3";
  message Request { repeated ResourceSpans resource_spans = 1; }
  message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; string schema_url = 3; }
  message Resource { repeated KeyValue attributes = 1; uint32 dropped_attributes_count = 2; }
  message ScopeSpans { Scope scope = 1; repeated Span spans = 2; string schema_url = 3; }
  message Scope { string name = 1; string version = 2; repeated KeyValue attributes = 3; }
  message Span {
    bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; bytes parent_span_id = 4; string name = 5;
    uint32 kind = 6; fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8;
    repeated KeyValue attributes = 9; uint32 dropped_attributes_count = 10;
    repeated Event events = 11; uint32 dropped_events_count = 12;
    repeated Link links = 13; uint32 dropped_links_count = 14; Status status = 15; fixed32 flags = 16;
  }
  message Event { fixed64 time_unix_nano = 1; string name = 2; repeated KeyValue attributes = 3; }
  message Link { bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; repeated KeyValue attributes = 4; }
  message Status { string message = 2; uint32 code = 3; }
  message KeyValue { string key = 1; AnyValue value = 2; }
  message AnyValue {
    oneof value {
      string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4;
      ArrayValue array_value = 5; KeyValueList kvlist_value = 6; bytes bytes_value = 7;
    }
  }
  message ArrayValue { repeated AnyValue values = 1; }
  message KeyValueList { repeated KeyValue values = 1; }
`;

const REQUEST = protobuf.parse(FACTS).root.lookupType("Request");
