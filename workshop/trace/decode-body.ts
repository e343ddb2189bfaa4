import { gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { decodeOtlpJson } from "./decode-otlp-json.ts";
import { decodeOtlpProtobuf } from "./decode-otlp-protobuf.ts";
import { formatBytes } from "./format-bytes.ts";
import { OtlpDecodeError } from "./otlp-decode-error.ts";
import type { Span } from "./span.ts";

export type BodyKind = "json" | "protobuf";

export type DecodedBody =
  | {
      readonly ok: true;
      readonly spans: readonly Span[];
      readonly problems: readonly string[];
      /** How many spans were refused. */
      readonly rejected: number;
      readonly kind: BodyKind;
    }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly message: string };

export interface BodyLimits {
  /** After decompression. OTLP suggests 20 MiB, the default here. */
  readonly maxBytes?: number;
}

/** Reads an OTLP/HTTP trace request's body as its headers describe it; a refusal says which status fits and why. */
export function decodeBody(
  body: Uint8Array,
  contentType: string | undefined,
  contentEncoding?: string | undefined,
  { maxBytes = 20 * 1024 * 1024 }: BodyLimits = {},
): DecodedBody {
  const kind = bodyKind(contentType);
  if (kind === undefined) return refuse(415, aboutType(contentType));
  const plain = decompress(body, contentEncoding, maxBytes);
  if (!(plain instanceof Uint8Array)) return plain;
  try {
    const decoded = kind === "json" ? decodeOtlpJson(plain) : decodeOtlpProtobuf(plain);
    return { ok: true, kind, ...decoded };
  } catch (error) {
    if (error instanceof OtlpDecodeError) return refuse(400, error.message);
    throw error;
  }
}

/** The decoder that a content type asks for; parameters such as `charset` do not matter. */
export function bodyKind(contentType: string | undefined): BodyKind | undefined {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  if (type === "application/json") return "json";
  return type === "application/x-protobuf" || type === "application/protobuf" ? "protobuf" : undefined;
}

function aboutType(contentType: string | undefined): string {
  const wanted = "OTLP over HTTP is application/json or application/x-protobuf";
  if (contentType === undefined) return `The request has no content-type header; ${wanted}.`;
  if (contentType.startsWith("application/grpc")) {
    return `This is a gRPC request; ${wanted}. Set OTEL_EXPORTER_OTLP_PROTOCOL to http/protobuf, or remove it.`;
  }
  return `The content type "${contentType.slice(0, 80)}" is not one of OTLP's; ${wanted}.`;
}

function decompress(
  body: Uint8Array,
  encoding: string | undefined,
  maxBytes: number,
): Uint8Array | DecodedBody {
  const name = encoding?.trim().toLowerCase() ?? "";
  const limit = { maxOutputLength: maxBytes };
  try {
    if (name === "gzip" || name === "x-gzip") return gunzipSync(body, limit);
    if (name === "deflate")
      return hasZlibHeader(body) ? inflateSync(body, limit) : inflateRawSync(body, limit);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return tooLarge(maxBytes);
    return refuse(400, `The body says it is ${name}, but it cannot be decompressed.`);
  }
  if (name !== "" && name !== "identity") {
    return refuse(
      415,
      `The content encoding "${name.slice(0, 40)}" is not supported; send gzip, deflate or none.`,
    );
  }
  return body.byteLength > maxBytes ? tooLarge(maxBytes) : body;
}

/** RFC 1950: "deflate" means zlib's wrapper, but some senders leave it out. */
function hasZlibHeader(body: Uint8Array): boolean {
  const [first = 0, second = 0] = body;
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

function tooLarge(maxBytes: number): DecodedBody {
  return refuse(
    413,
    `The body is larger than ${formatBytes(maxBytes)} when unpacked. Export fewer spans at a time.`,
  );
}

function refuse(status: 400 | 413 | 415, message: string): DecodedBody {
  return { ok: false, status, message };
}
