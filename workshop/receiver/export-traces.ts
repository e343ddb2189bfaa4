import { encodeOtlpJson } from "../trace/encode-otlp-json.ts";
import type { Span } from "../trace/span.ts";
import { readSpans } from "./read-spans.ts";
import type { SpanFilter } from "./read-spans.ts";
import type { TraceStore } from "./trace-store.ts";

const SPANS_A_CHUNK = 1000;

/** The spans as OTLP JSON text, in pieces: one document, or JSON lines with one request on each. */
export function* exportTraces(
  store: TraceStore,
  format: "json" | "jsonl",
  filter: SpanFilter,
): Generator<string> {
  let first = true;
  if (format === "json") yield '{"resourceSpans":[';
  for (const chunk of chunks(readSpans(store.database, filter))) {
    const text = encodeOtlpJson(chunk);
    if (format === "jsonl") yield `${text}\n`;
    else yield (first ? "" : ",") + text.slice('{"resourceSpans":['.length, -"]}".length);
    first = false;
  }
  if (format === "json") yield "]}\n";
}

function* chunks(spans: Iterable<Span>): Generator<Span[]> {
  let chunk: Span[] = [];
  for (const span of spans) {
    chunk.push(span);
    if (chunk.length < SPANS_A_CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
