/**
 * What the trace page and the receiver say to each other. Everything is JSON over HTTP at the receiver's own origin;
 * a refusal has a 4xx status and a `Refusal` as its body. Times that need all digits are decimal text.
 *
 * | request                                      | answer            |
 * |----------------------------------------------|-------------------|
 * | GET  /api/status                             | Status            |
 * | GET  /api/traces?limit=50&before=N&run=NAME  | TraceList         |
 * | GET  /api/traces/TRACE?after=N               | Waterfall         |
 * | GET  /api/traces/TRACE/spans/SPAN            | SpanDetail        |
 * | GET  /api/traces/TRACE/find?text=…           | FoundSpans        |
 * | GET  /api/traces/TRACE/comparison            | Comparison        |
 * | GET  /api/inbox                              | Inbox             |
 * | GET  /api/export?format=json or jsonl&run=NAME&trace=TRACE | the file |
 * | GET  /api/events                             | server-sent PageEvents, each as one `data:` line |
 * | POST /api/import?run=NAME (the file as body) | ImportResult      |
 * | POST /api/clear           ClearRequest       | Status            |
 * | POST /api/recording       RecordingRequest   | Status            |
 * | POST /api/forwarding      ForwardingRequest  | Status            |
 */
import type { CheckReport } from "../findings/report.ts";
import type { FieldMap, SpanKind, SpanStatus } from "../trace/span.ts";

export interface Refusal {
  /** A whole sentence: what, and what to do. */
  readonly message: string;
}

/** One row of the list of traces. */
export interface TraceSummary {
  readonly traceId: string;
  /** The root's name; while no root has come, the earliest span's. */
  readonly name: string;
  /** The path that was asked for, where the name is a method alone, as of a browser's `fetch`; else null. */
  readonly path: string | null;
  /** Whether the root is here; a trace without one is partial, or its root lives in a process that does not export. */
  readonly hasRoot: boolean;
  readonly service: string;
  /** Milliseconds since 1970. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly spanCount: number;
  readonly errorCount: number;
  /** Grows with every change to any trace: newest change has the highest. */
  readonly change: number;
  /** Grows with every new trace; the list is in this order, newest first. Use it as `before` for the next page. */
  readonly order: number;
  /** The named run that it was recorded in. */
  readonly run: string | null;
  /** The bundled sample, shown while the store is empty. */
  readonly sample: boolean;
}

export interface TraceList {
  /** Newest first. Without `run`, every trace but those of named runs. */
  readonly traces: readonly TraceSummary[];
  /** Whether older ones exist. */
  readonly more: boolean;
}

/**
 * One trace's spans, column by column to stay small at 100 000 spans: the same place in each column is the same span.
 * In the order of arrival; each span id once.
 */
export interface Waterfall {
  readonly summary: TraceSummary;
  /** Nanoseconds since 1970; `offset` counts from here. */
  readonly start: string;
  /** Span ids as numbers of eight bytes, the lowest byte first, in base64. */
  readonly ids: string;
  /** Likewise; 0 for a root. A parent that is not in the list makes its span an orphan. */
  readonly parentIds: string;
  /** One sign for each: `1` remote, `0` local, `-` the sender did not say. */
  readonly parentIsRemote: string;
  readonly name: readonly string[];
  /** Which of `sources`. */
  readonly source: readonly number[];
  readonly sources: readonly SpanSource[];
  /** One digit for each, OTLP's code: 0 unset, 1 ok, 2 error. */
  readonly status: string;
  /** Nanoseconds after `start`, and of duration. */
  readonly offset: readonly number[];
  readonly duration: readonly number[];
  /** By span id; most spans have none, and are left out. */
  readonly eventCount: Readonly<Record<string, number>>;
  readonly linkCount: Readonly<Record<string, number>>;
  /** Span ids that came more than once; the first is kept. */
  readonly duplicates: readonly string[];
  /** Give it as `after` to get only what came since. */
  readonly cursor: number;
}

/** Where spans come from: the service, and the tracer in it. */
export interface SpanSource {
  readonly service: string;
  readonly scope: string;
}

/** Everything about one span, for the panel. */
export interface SpanDetail {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly parentIsRemote: boolean | null;
  readonly name: string;
  readonly kind: SpanKind;
  readonly status: SpanStatus;
  readonly start: string;
  readonly end: string;
  readonly durationMs: number;
  readonly scope: { readonly name: string; readonly version: string };
  /** A 64-bit integer too large for a JavaScript number is text here. */
  readonly fields: FieldMap;
  readonly resource: FieldMap;
  readonly events: readonly { readonly name: string; readonly time: string; readonly fields: FieldMap }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string; readonly fields: FieldMap }[];
  readonly droppedFields: number;
  /** The span as Honeycomb shows it: column name → value. */
  readonly columns: FieldMap;
}

export interface FoundSpans {
  /** Spans whose name, service, scope, field names or values hold the text, in any case. At most 10 000. */
  readonly spanIds: readonly string[];
}

/** A trace laid over the tree that the current step expects, by the same matcher as the check. */
export interface Comparison {
  readonly step: { readonly number: number; readonly title: string };
  readonly expected: ComparedSpan;
  /** Spans that nothing expected: mostly fine. */
  readonly extra: readonly string[];
  /** The root's name, when the trace is plainly of another request than the step is about. */
  readonly otherRequest: string | null;
}

export interface ComparedSpan {
  /** What the span is called, or what its name must look like. */
  readonly name: string;
  readonly state:
    | "matched"
    | "missing"
    | "wrong-parent"
    | "wrong-field"
    | "missing-field"
    | "optional-missing"
    | "perhaps-missing-field";
  readonly spanId: string | null;
  /** Sentences about what differs. */
  readonly notes: readonly string[];
  readonly children: readonly ComparedSpan[];
}

/** One request that reached the port, refused ones too. Never holds a key or a body. */
export interface InboxEntry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly timeMs: number;
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly signal: "traces" | "metrics" | "logs" | "other";
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  readonly userAgent: string | null;
  readonly bytes: number;
  /** The receiver's answer; 0 when the connection spoke no HTTP at all. */
  readonly status: number;
  readonly outcome: "stored" | "partly-stored" | "counted" | "empty" | "refused";
  readonly spans: number;
  /** Sentences about spans that were refused. */
  readonly problems: readonly string[];
  /** What kind of key the request carried. */
  readonly key: "none" | "practice" | "present";
  readonly advice: readonly Advice[];
  readonly forwarding: ForwardResult | null;
}

export interface Advice {
  /** What happened, in plain words. */
  readonly what: string;
  /** What to change. */
  readonly fix: string;
  /** A lesson's place, such as `steps/02-compose-env-vars/README.md`. */
  readonly learn: string | null;
}

export interface ForwardResult {
  readonly state: "waiting" | "retrying" | "accepted" | "refused" | "failed" | "not-sent";
  /** Honeycomb's status, when it answered. */
  readonly status: number | null;
  readonly attempts: number;
  /** In plain words. */
  readonly message: string;
  readonly advice: Advice | null;
}

export interface Inbox {
  /** Newest first, at most 200. */
  readonly entries: readonly InboxEntry[];
  readonly total: number;
  readonly refused: number;
}

export interface Status {
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly startedMs: number;
  readonly counts: {
    readonly traces: number;
    readonly spans: number;
    readonly bytes: number;
    readonly requests: number;
    readonly refusedRequests: number;
    readonly metricRequests: number;
    readonly logRequests: number;
  };
  readonly caps: { readonly spans: number; readonly bytes: number };
  /** Oldest traces that made room since the store was started or cleared. */
  readonly dropped: { readonly traces: number; readonly spans: number };
  /** Sentences such as that a damaged store was set aside. */
  readonly notices: readonly string[];
  /** Milliseconds since 1970 of the last request on an OTLP path; null when there was none. */
  readonly lastRequestMs: number | null;
  /** Why nothing may be arriving, most probable first: shown after half a minute of silence. */
  readonly silence: readonly Advice[];
  readonly forwarding: ForwardingStatus;
  readonly runs: readonly RunSummary[];
  /** The run that new traces are recorded into. */
  readonly recording: string | null;
  readonly course: CourseStatus | null;
}

export interface ForwardingStatus {
  readonly state: "off" | "on" | "practice-key" | "not-configured";
  /** The host it goes to. */
  readonly host: string | null;
  readonly accepted: number;
  readonly refused: number;
  readonly failed: number;
  readonly waiting: number;
  /** Honeycomb's last answer in plain words. */
  readonly last: ForwardResult | null;
}

export interface RunSummary {
  readonly name: string;
  readonly traces: number;
  readonly spans: number;
  readonly startedMs: number;
}

/** Where the learner stands; handed in by whoever starts the receiver. */
export interface CourseStatus {
  readonly steps: readonly {
    readonly number: number;
    readonly slug: string;
    readonly title: string;
    readonly state: "done" | "changed" | "open";
  }[];
  /** The first step that is not done; null when all are. */
  readonly current: number | null;
  readonly lastReport: CheckReport | null;
}

export interface ImportResult {
  readonly spans: number;
  readonly traces: number;
  readonly problems: readonly string[];
}

/** Without `run`: every trace outside the named runs. */
export interface ClearRequest {
  readonly run?: string;
}

/** A name starts a recording (and empties a run of that name); null stops it. */
export interface RecordingRequest {
  readonly run: string | null;
}

export interface ForwardingRequest {
  readonly enabled: boolean;
}

export type PageEvent =
  /** Traces that are new or changed, newest change last; `more` counts those left out of a burst. */
  | { readonly type: "traces"; readonly traces: readonly TraceSummary[]; readonly more: number }
  /** A new entry, or an old one (same id) whose forwarding went on. */
  | { readonly type: "inbox"; readonly entry: InboxEntry }
  | { readonly type: "status"; readonly status: Status }
  /** Traces went away by more than their age: load the list anew. */
  | { readonly type: "cleared"; readonly run: string | null };
