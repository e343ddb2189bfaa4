import type { ProblemList } from "./problem-list.ts";
import type { Scope, Span, SpanEvent, SpanId, SpanKind, SpanLink, SpanStatus } from "./span.ts";
import type { FieldMap, TraceId, UnixNanos } from "./span.ts";

/** A span as the wire gave it: ids not yet looked at, times not yet believed. */
export interface CandidateSpan {
  traceId: string;
  spanId: string;
  /** Empty on a root. */
  parentSpanId: string;
  flags: number;
  name: string;
  kind: SpanKind;
  start: bigint;
  end: bigint;
  fields: FieldMap;
  events: readonly SpanEvent[];
  links: readonly SpanLink[];
  status: SpanStatus;
  droppedFields: number;
  resource: FieldMap;
  scope: Scope;
}

/** The span when it can be believed; otherwise a sentence joins `problems` and nothing is returned. */
export function acceptSpan(candidate: CandidateSpan, where: string, problems: ProblemList): Span | undefined {
  const refusal = whyNot(candidate);
  if (refusal === undefined) return toSpan(candidate);
  const name = candidate.name === "" ? "A span without a name" : `The span "${shorten(candidate.name)}"`;
  problems.add(`${name} was refused: ${refusal} (${where}).`);
  return undefined;
}

const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/;
/** Some senders write "no parent" as zeros instead of leaving it out. */
const PARENT_ID = /^[0-9a-f]{16}$/;
const NANOS_PER_DAY = 86_400_000_000_000n;
const YEAR_2000 = 946_684_800_000_000_000n;
const LAST_NANO = 2n ** 63n - 1n;

function whyNot(span: CandidateSpan): string | undefined {
  if (!TRACE_ID.test(span.traceId)) return aboutId("trace id", span.traceId, 32);
  if (!SPAN_ID.test(span.spanId)) return aboutId("span id", span.spanId, 16);
  if (span.parentSpanId !== "" && !PARENT_ID.test(span.parentSpanId)) {
    return aboutId("parent span id", span.parentSpanId, 16);
  }
  return aboutTime("start", span.start) ?? aboutTime("end", span.end) ?? aboutDuration(span.start, span.end);
}

function aboutId(what: string, id: string, digits: number): string {
  if (id === "") return `it has no ${what}`;
  if (/^0+$/.test(id)) return `its ${what} is all zeros, which means "no ${what}"`;
  const base64 = /^[A-Za-z0-9+/]+={1,2}$/.test(id);
  const hint = base64 ? "; it looks like base64, and OTLP JSON writes ids in hex" : "";
  return `its ${what} must be ${digits} hex digits, not "${shorten(id)}"${hint}`;
}

function aboutTime(what: string, time: bigint): string | undefined {
  if (time >= YEAR_2000 && time <= LAST_NANO) return undefined;
  if (time === 0n) return `it has no ${what} time`;
  if (time < 0n) return `its ${what} time is negative`;
  if (time > LAST_NANO) return `its ${what} time lies after the year 2262`;
  return `its ${what} time is ${time}, before the year 2000: OTLP counts nanoseconds since 1970`;
}

function aboutDuration(start: bigint, end: bigint): string | undefined {
  if (end < start) return "it ends before it starts";
  const days = (end - start) / NANOS_PER_DAY;
  return days > 366n ? `it lasts ${days} days` : undefined;
}

const HAS_IS_REMOTE = 0x100;
const IS_REMOTE = 0x200;
const NO_PARENT = "0".repeat(16);

/** Flags bits 8–9 are opentelemetry-proto's SPAN_FLAGS_CONTEXT_HAS_IS_REMOTE_MASK and …_IS_REMOTE_MASK. */
function toSpan(candidate: CandidateSpan): Span {
  const { parentSpanId, flags } = candidate;
  const span: { -readonly [K in keyof Span]: Span[K] } = {
    traceId: candidate.traceId as TraceId,
    spanId: candidate.spanId as SpanId,
    name: candidate.name,
    kind: candidate.kind,
    start: candidate.start as UnixNanos,
    end: candidate.end as UnixNanos,
    fields: candidate.fields,
    events: candidate.events,
    links: candidate.links,
    status: candidate.status,
    droppedFields: candidate.droppedFields,
    resource: candidate.resource,
    scope: candidate.scope,
  };
  if (parentSpanId === "" || parentSpanId === NO_PARENT) return span;
  span.parentSpanId = parentSpanId as SpanId;
  if ((flags & HAS_IS_REMOTE) !== 0) span.parentIsRemote = (flags & IS_REMOTE) !== 0;
  return span;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
