import { acceptSpan } from "./accept-span.ts";
import type { CandidateSpan } from "./accept-span.ts";
import type { DecodedTraces } from "./decoded-traces.ts";
import {
  EVENT,
  LINK,
  REQUEST,
  RESOURCE,
  RESOURCE_SPANS,
  SCOPE,
  SCOPE_SPANS,
  SPAN,
  STATUS,
} from "./otlp-tags.ts";
import { ProblemList } from "./problem-list.ts";
import { readPair } from "./protobuf-any-value.ts";
import { ProtobufReader } from "./protobuf-reader.ts";
import type {
  FieldValue,
  Span,
  SpanEvent,
  SpanId,
  SpanLink,
  SpanStatus,
  TraceId,
  UnixNanos,
} from "./span.ts";
import { Unreadable } from "./unreadable.ts";
import { SPAN_KINDS, STATUS_CODES, UNSET_STATUS } from "./wire-enums.ts";

/**
 * Reads an ExportTraceServiceRequest in protobuf form; unknown fields are passed over.
 * Throws OtlpDecodeError when the bytes are no such message.
 */
export function decodeOtlpProtobuf(bytes: Uint8Array): DecodedTraces {
  const reader = new ProtobufReader(bytes);
  const spans: Span[] = [];
  const problems = new ProblemList();
  for (let index = 0; reader.next(bytes.length);) {
    if (reader.tag !== REQUEST.resourceSpans) reader.skip();
    else {
      const group = { reader, spans, problems, resource: {}, where: `resourceSpans[${index++}]` };
      readResourceSpans(group, reader.end(bytes.length));
    }
  }
  return { spans, problems: problems.sentences, rejected: problems.count };
}

type Fields = Record<string, FieldValue>;

interface Group {
  readonly reader: ProtobufReader;
  readonly spans: Span[];
  readonly problems: ProblemList;
  /** Handed to every span at once and filled when met: on the wire it may come after them. */
  readonly resource: Fields;
  readonly where: string;
}

function readResourceSpans(group: Group, end: number): void {
  const { reader } = group;
  for (let index = 0; reader.next(end);) {
    if (reader.tag === RESOURCE_SPANS.resource) readResource(group, reader.end(end));
    else if (reader.tag === RESOURCE_SPANS.scopeSpans) {
      readScopeSpans({ ...group, where: `${group.where}.scopeSpans[${index++}]` }, reader.end(end));
    } else reader.skip();
  }
}

function readResource(group: Group, end: number): void {
  const { reader } = group;
  guard(group, "A resource could not be read", group.where, end, () => {
    while (reader.next(end)) {
      if (reader.tag === RESOURCE.attributes) readPair(reader, reader.end(end), group.resource);
      else reader.skip();
    }
  });
}

function readScopeSpans(group: Group, end: number): void {
  const { reader } = group;
  const scope = { name: "", version: "" };
  for (let index = 0; reader.next(end);) {
    if (reader.tag === SCOPE_SPANS.scope) readScope(reader, reader.end(end), scope);
    else if (reader.tag === SCOPE_SPANS.spans) {
      const where = `${group.where}.spans[${index++}]`;
      const spanEnd = reader.end(end);
      guard(group, "A span was refused", where, spanEnd, () => {
        const span = acceptSpan(readSpan(group, scope, spanEnd), where, group.problems);
        if (span !== undefined) group.spans.push(span);
      });
    } else reader.skip();
  }
}

/** What one span got wrong costs that span only: reading goes on at its end. */
function guard(group: Group, what: string, where: string, end: number, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    group.problems.add(`${what}: ${error.message} (${where}).`);
    group.reader.position = end;
  }
}

function readScope(reader: ProtobufReader, end: number, scope: { name: string; version: string }): void {
  while (reader.next(end)) {
    if (reader.tag === SCOPE.name) scope.name = reader.text(reader.end(end));
    else if (reader.tag === SCOPE.version) scope.version = reader.text(reader.end(end));
    else reader.skip();
  }
}

function readSpan(group: Group, scope: CandidateSpan["scope"], end: number): CandidateSpan {
  const { reader } = group;
  const fields: Fields = {};
  const events: SpanEvent[] = [];
  const links: SpanLink[] = [];
  const span = emptySpan(fields, events, links, group.resource, scope);
  while (reader.next(end)) {
    if (reader.tag === SPAN.attributes) readPair(reader, reader.end(end), fields);
    else if (reader.tag === SPAN.traceId) span.traceId = reader.hex(reader.end(end));
    else if (reader.tag === SPAN.spanId) span.spanId = reader.hex(reader.end(end));
    else if (reader.tag === SPAN.parentSpanId) span.parentSpanId = reader.hex(reader.end(end));
    else if (reader.tag === SPAN.name) span.name = reader.text(reader.end(end));
    else if (reader.tag === SPAN.kind) span.kind = SPAN_KINDS[reader.uint32()] ?? "unspecified";
    else if (reader.tag === SPAN.start) span.start = reader.fixed64();
    else if (reader.tag === SPAN.end) span.end = reader.fixed64();
    else if (reader.tag === SPAN.flags) span.flags = reader.fixed32();
    else if (reader.tag === SPAN.status) span.status = readStatus(reader, reader.end(end));
    else if (reader.tag === SPAN.events) events.push(readEvent(reader, reader.end(end)));
    else if (reader.tag === SPAN.links) links.push(readLink(reader, reader.end(end)));
    else if (reader.tag === SPAN.droppedAttributes) span.droppedFields = reader.uint32();
    else reader.skip();
  }
  return span;
}

function emptySpan(
  fields: Fields,
  events: SpanEvent[],
  links: SpanLink[],
  resource: Fields,
  scope: CandidateSpan["scope"],
): CandidateSpan {
  return {
    traceId: "",
    spanId: "",
    parentSpanId: "",
    flags: 0,
    name: "",
    kind: "unspecified",
    start: 0n,
    end: 0n,
    fields,
    events,
    links,
    status: UNSET_STATUS,
    droppedFields: 0,
    resource,
    scope,
  };
}

function readEvent(reader: ProtobufReader, end: number): SpanEvent {
  const fields: Fields = {};
  let name = "";
  let time = 0n;
  while (reader.next(end)) {
    if (reader.tag === EVENT.time) time = reader.fixed64();
    else if (reader.tag === EVENT.name) name = reader.text(reader.end(end));
    else if (reader.tag === EVENT.attributes) readPair(reader, reader.end(end), fields);
    else reader.skip();
  }
  return { name, time: time as UnixNanos, fields };
}

function readLink(reader: ProtobufReader, end: number): SpanLink {
  const fields: Fields = {};
  let traceId = "";
  let spanId = "";
  while (reader.next(end)) {
    if (reader.tag === LINK.traceId) traceId = reader.hex(reader.end(end));
    else if (reader.tag === LINK.spanId) spanId = reader.hex(reader.end(end));
    else if (reader.tag === LINK.attributes) readPair(reader, reader.end(end), fields);
    else reader.skip();
  }
  return { traceId: traceId as TraceId, spanId: spanId as SpanId, fields };
}

function readStatus(reader: ProtobufReader, end: number): SpanStatus {
  let { code, message } = UNSET_STATUS;
  while (reader.next(end)) {
    if (reader.tag === STATUS.code) code = STATUS_CODES[reader.uint32()] ?? "unset";
    else if (reader.tag === STATUS.message) message = reader.text(reader.end(end));
    else reader.skip();
  }
  return { code, message };
}
