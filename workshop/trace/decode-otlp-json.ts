import { acceptSpan } from "./accept-span.ts";
import type { DecodedTraces } from "./decoded-traces.ts";
import { isObject, member, readFields, readList } from "./json-any-value.ts";
import { OtlpDecodeError } from "./otlp-decode-error.ts";
import { ProblemList } from "./problem-list.ts";
import type { FieldMap, Scope, Span, SpanEvent, SpanKind, SpanLink, SpanStatus } from "./span.ts";
import type { SpanId, TraceId, UnixNanos } from "./span.ts";
import { Unreadable } from "./unreadable.ts";
import { SPAN_KINDS, STATUS_CODES, UNSET_STATUS } from "./wire-enums.ts";

/**
 * Reads an ExportTraceServiceRequest in OTLP's JSON form (opentelemetry-proto, docs/specification.md,
 * "JSON Protobuf Encoding"): ids in hex, 64-bit numbers as text or number, unknown members ignored.
 * Throws OtlpDecodeError when the body is no such thing at all.
 */
export function decodeOtlpJson(body: string | Uint8Array): DecodedTraces {
  const request = parse(typeof body === "string" ? body : new TextDecoder().decode(body));
  const problems = new ProblemList();
  const spans: Span[] = [];
  const resourceSpans = topList(request);
  for (let r = 0; r < resourceSpans.length; r++) {
    readGroup(`resourceSpans[${r}]`, problems, () =>
      readResourceSpans(resourceSpans[r], `resourceSpans[${r}]`, spans, problems),
    );
  }
  return { spans, problems: problems.sentences, rejected: problems.count };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const said = (error as Error).message;
    const position = /position (\d+)/.exec(said)?.[1];
    const where = position === undefined ? "the end of the body" : `character ${position}`;
    throw new OtlpDecodeError("The body says it is JSON but cannot be parsed as JSON", where);
  }
}

function topList(request: unknown): readonly unknown[] {
  if (!isObject(request)) {
    throw new OtlpDecodeError("The body must be a JSON object with resourceSpans", "the start of the body");
  }
  const list = member(request, "resourceSpans", "resource_spans");
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw new OtlpDecodeError("resourceSpans must be a list", "resourceSpans");
  return list;
}

function readResourceSpans(group: unknown, where: string, spans: Span[], problems: ProblemList): void {
  if (!isObject(group)) throw new Unreadable("it must be an object with scopeSpans");
  const resourceObject = group["resource"];
  const resource = isObject(resourceObject) ? readFields(resourceObject["attributes"], "attributes") : {};
  const scopeSpans = readList(member(group, "scopeSpans", "scope_spans"), "scopeSpans");
  for (let s = 0; s < scopeSpans.length; s++) {
    const path = `${where}.scopeSpans[${s}]`;
    readGroup(path, problems, () => readScopeSpans(scopeSpans[s], path, resource, spans, problems));
  }
}

function readScopeSpans(
  group: unknown,
  where: string,
  resource: FieldMap,
  spans: Span[],
  problems: ProblemList,
): void {
  if (!isObject(group)) throw new Unreadable("it must be an object with spans");
  const scope = readScope(group["scope"]);
  const list = readList(group["spans"], "spans");
  for (let i = 0; i < list.length; i++) {
    try {
      const span = readSpan(list[i], `${where}.spans[${i}]`, resource, scope, problems);
      if (span !== undefined) spans.push(span);
    } catch (error) {
      noteUnreadable(error, `A span was refused`, `${where}.spans[${i}]`, problems);
    }
  }
}

function readGroup(where: string, problems: ProblemList, read: () => void): void {
  try {
    read();
  } catch (error) {
    noteUnreadable(error, "A group of spans was refused", where, problems);
  }
}

function noteUnreadable(error: unknown, what: string, where: string, problems: ProblemList): void {
  if (!(error instanceof Unreadable)) throw error;
  problems.add(`${what}: ${error.message} (${where}).`);
}

function readScope(scope: unknown): Scope {
  if (!isObject(scope)) return { name: "", version: "" };
  return {
    name: readText(scope["name"], "scope name"),
    version: readText(scope["version"], "scope version"),
  };
}

function readSpan(
  span: unknown,
  where: string,
  resource: FieldMap,
  scope: Scope,
  problems: ProblemList,
): Span | undefined {
  if (!isObject(span)) throw new Unreadable("it must be an object");
  const candidate = {
    traceId: readId(member(span, "traceId", "trace_id"), "trace id"),
    spanId: readId(member(span, "spanId", "span_id"), "span id"),
    parentSpanId: readId(member(span, "parentSpanId", "parent_span_id"), "parent span id"),
    flags: readCount(span["flags"], "flags"),
    name: readText(span["name"], "name"),
    kind: readKind(span["kind"]),
    start: readNanos(member(span, "startTimeUnixNano", "start_time_unix_nano"), "start time"),
    end: readNanos(member(span, "endTimeUnixNano", "end_time_unix_nano"), "end time"),
    fields: readFields(span["attributes"], "attributes"),
    events: readList(span["events"], "events").map(readEvent),
    links: readList(span["links"], "links").map(readLink),
    status: readStatus(span["status"]),
    droppedFields: readCount(
      member(span, "droppedAttributesCount", "dropped_attributes_count"),
      "dropped count",
    ),
    resource,
    scope,
  };
  return acceptSpan(candidate, where, problems);
}

function readEvent(event: unknown): SpanEvent {
  if (!isObject(event)) throw new Unreadable("each of its events must be an object");
  return {
    name: readText(event["name"], "event name"),
    time: readNanos(member(event, "timeUnixNano", "time_unix_nano"), "event time") as UnixNanos,
    fields: readFields(event["attributes"], "event attributes"),
  };
}

function readLink(link: unknown): SpanLink {
  if (!isObject(link)) throw new Unreadable("each of its links must be an object");
  return {
    traceId: readId(member(link, "traceId", "trace_id"), "link's trace id") as TraceId,
    spanId: readId(member(link, "spanId", "span_id"), "link's span id") as SpanId,
    fields: readFields(link["attributes"], "link attributes"),
  };
}

function readStatus(status: unknown): SpanStatus {
  if (!isObject(status)) return UNSET_STATUS;
  const code = status["code"];
  const message = readText(status["message"], "status message");
  if (code === undefined || code === null) return message === "" ? UNSET_STATUS : { code: "unset", message };
  const name = typeof code === "string" ? /^(?:STATUS_CODE_)?(UNSET|OK|ERROR)$/i.exec(code)?.[1] : undefined;
  const known = name?.toLowerCase() ?? STATUS_CODES[Number(code)];
  return { code: (known ?? "unset") as SpanStatus["code"], message };
}

function readKind(kind: unknown): SpanKind {
  if (typeof kind === "number") return SPAN_KINDS[kind] ?? "unspecified";
  const name = String(kind ?? "").replace(/^SPAN_KIND_/i, "");
  return (
    SPAN_KINDS.find((known) => known === name.toLowerCase()) ?? SPAN_KINDS[Number(name)] ?? "unspecified"
  );
}

function readId(id: unknown, what: string): string {
  if (id === undefined || id === null) return "";
  if (typeof id === "string") return UPPER_CASE_HEX.test(id) ? id.toLowerCase() : id;
  throw new Unreadable(`its ${what} must be hex digits in quotes`);
}

const UPPER_CASE_HEX = /^(?=.*[A-F])[0-9A-Fa-f]+$/;

function readText(text: unknown, what: string): string {
  if (text === undefined || text === null) return "";
  if (typeof text === "string") return text;
  throw new Unreadable(`its ${what} must be text in quotes`);
}

function readNanos(time: unknown, what: string): bigint {
  if (time === undefined || time === null) return 0n;
  if (typeof time === "string" && /^-?\d{1,20}$/.test(time)) return BigInt(time);
  if (typeof time === "number" && Number.isInteger(time)) return BigInt(time);
  throw new Unreadable(`its ${what} must be a whole number of nanoseconds`);
}

function readCount(count: unknown, what: string): number {
  if (count === undefined || count === null) return 0;
  const number = typeof count === "string" && count !== "" ? Number(count) : count;
  if (typeof number === "number" && Number.isInteger(number) && number >= 0) return number;
  throw new Unreadable(`its ${what} must be a whole number`);
}
