import type { BodyKind } from "../trace/decode-body.ts";

export interface OtlpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** What an exporter reads when its request was taken; in its own content type, or it prints that it cannot read it. */
export function acceptedAnswer(kind: BodyKind, rejected = 0, message = ""): OtlpAnswer {
  if (kind === "json") {
    const partial =
      rejected === 0 && message === "" ? {} : { partialSuccess: partialJson(rejected, message) };
    return { status: 200, contentType: JSON_TYPE, body: Buffer.from(JSON.stringify(partial)) };
  }
  return { status: 200, contentType: PROTOBUF_TYPE, body: partialProtobuf(rejected, message) };
}

/** A refusal as google.rpc.Status, which OTLP/HTTP asks for (specification, "Failures"). */
export function refusedAnswer(kind: BodyKind, status: number, message: string): OtlpAnswer {
  const code = GRPC_CODES[status] ?? UNKNOWN;
  const body =
    kind === "json"
      ? Buffer.from(JSON.stringify({ code, message }))
      : Buffer.concat([varintField(1, code), textField(2, message)]);
  return { status, contentType: kind === "json" ? JSON_TYPE : PROTOBUF_TYPE, body };
}

const JSON_TYPE = "application/json";
const PROTOBUF_TYPE = "application/x-protobuf";

/** google/rpc/code.proto. */
const UNKNOWN = 2;
const GRPC_CODES: { readonly [status: number]: number } = {
  400: 3,
  403: 7,
  404: 5,
  405: 12,
  413: 8,
  415: 3,
  500: 13,
  503: 14,
};

function partialJson(rejected: number, message: string): object {
  return { ...(rejected === 0 ? {} : { rejectedSpans: String(rejected) }), errorMessage: message };
}

/** ExportTraceServiceResponse.partial_success = 1; in it rejected_spans = 1 (int64) and error_message = 2. */
function partialProtobuf(rejected: number, message: string): Uint8Array {
  if (rejected === 0 && message === "") return new Uint8Array();
  return bytesField(
    1,
    Buffer.concat([rejected === 0 ? Buffer.alloc(0) : varintField(1, rejected), textField(2, message)]),
  );
}

function textField(number: number, text: string): Buffer {
  return bytesField(number, Buffer.from(text));
}

function bytesField(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2]), varint(bytes.length), bytes]);
}

function varintField(number: number, value: number): Buffer {
  return Buffer.concat([Buffer.from([number << 3]), varint(value)]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left % 128) | 0x80);
  }
}
