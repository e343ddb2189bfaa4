import { callerLine, callerOf, codeLine } from "./code-line.ts";
import { record } from "./record.ts";
import { takeStack } from "./take-stack.ts";
import { masked, shortText, typeName } from "./value-words.ts";
import { currentVisit } from "./watch-visits.ts";

const MOST_SPANS = 5_000;
/** The bit of a span's flags that lets processors take it (W3C Trace Context). */
const SAMPLED = 1;
/** What a span's methods add to it, besides fields; each is told with its call site. */
const ADDING = ["setAttributes", "addEvent", "recordException", "setStatus", "addLink", "addLinks"] as const;

export interface Tracer {
  startSpan(name: string, options?: unknown, context?: unknown): ApiSpan;
}
type Adding = Record<(typeof ADDING)[number], (...args: unknown[]) => unknown>;
interface ApiSpan extends Adding {
  spanContext(): { traceId: string; spanId: string; traceFlags?: number };
  isRecording(): boolean;
  setAttribute(name: string, value: unknown): ApiSpan;
  updateName(name: string): ApiSpan;
  end(...args: unknown[]): void;
  readonly attributes?: Readonly<Record<string, unknown>>;
  parentSpanId?: string;
  parentSpanContext?: { spanId: string };
}
interface Watched {
  readonly nth: number;
  readonly spanId: string;
  late: boolean;
}

let startedSpans = 0;
const watched = new WeakSet<Tracer>();

/** Watches every span that the tracer starts, and what is done to it. */
export function watchTracer(tracer: Tracer, scope: string): Tracer {
  if (watched.has(tracer)) return tracer;
  watched.add(tracer);
  const startSpan = tracer.startSpan;
  tracer.startSpan = (...args) => {
    const span = startSpan.apply(tracer, args);
    if (startedSpans++ < MOST_SPANS) watchSpan(span, args, scope);
    return span;
  };
  return tracer;
}

function watchSpan(span: ApiSpan, [name, options]: Parameters<Tracer["startSpan"]>, scope: string): void {
  // Spans that record nothing share one id of zeros.
  const nth = startedSpans;
  const { traceId, spanId, traceFlags = 1 } = span.spanContext();
  const recording = span.isRecording() && (traceFlags & SAMPLED) !== 0;
  const parent = span.parentSpanContext?.spanId ?? span.parentSpanId;
  const stack = takeStack();
  record("span", {
    nth,
    traceId,
    spanId,
    parent,
    name: String(name),
    scope,
    visit: currentVisit(),
    recording,
    place: codeLine(stack),
    by: callerOf(stack),
    ...given(options),
  });
  const known: Watched = { nth, spanId, late: false };
  watchEnd(span, known);
  watchName(span, known);
  watchFields(span, known);
  for (const call of ADDING) watchAdding(span, call, known);
}

function watchEnd(span: ApiSpan, known: Watched): void {
  const end = span.end;
  span.end = function (this: unknown, ...args) {
    const self = spanOf(this);
    if (self) {
      const place = callerLine(takeStack());
      record("end", { nth: known.nth, visit: currentVisit(), timed: args[0] !== undefined, place });
    }
    end.apply(self as ApiSpan, args);
    known.late = true;
  };
}

function watchName(span: ApiSpan, { nth, spanId }: Watched): void {
  const updateName = span.updateName;
  span.updateName = function (this: unknown, to) {
    const self = spanOf(this);
    const at = self && callerLine(takeStack());
    if (at) record("rename", { nth, spanId, name: String(to), place: at });
    return updateName.call(self as ApiSpan, to);
  };
}

/** The SDK's setAttributes calls setAttribute for each field. */
function watchFields(span: ApiSpan, known: Watched): void {
  const setAttribute = span.setAttribute;
  span.setAttribute = function (this: unknown, field, value) {
    const self = spanOf(this);
    const at = self && codeLine(takeStack());
    const { spanId, late } = known;
    const result = setAttribute.call(self as ApiSpan, field, value);
    if (at) {
      const told = { type: typeName(value), text: shortText(value), ...kept(self as ApiSpan, field, value) };
      record("field", { spanId, visit: currentVisit(), name: String(field), ...told, late, place: at });
    }
    return result;
  };
}

/** Whether the span holds the field now, and how much is left of a string where a limit cut it. */
function kept({ attributes }: ApiSpan, field: string, value: unknown): Record<string, unknown> {
  if (typeof attributes !== "object" || attributes === null) return {};
  const stored = Object.hasOwn(attributes, field);
  if (typeof value !== "string") return { stored };
  const now = attributes[field];
  const isCut = typeof now === "string" && now.length < value.length && value.startsWith(now);
  return { stored, length: value.length, ...(isCut && { storedLength: now.length }) };
}

function watchAdding(span: ApiSpan, call: (typeof ADDING)[number], known: Watched): void {
  const method = span[call];
  if (typeof method !== "function") return;
  span[call] = function (this: unknown, ...args: unknown[]) {
    const self = spanOf(this);
    // Only what the learner's code calls itself: recordException() calls addEvent() in its turn.
    const at = self && callerLine(takeStack());
    const { spanId, late } = known;
    if (at)
      record("span-call", { spanId, visit: currentVisit(), call, ...argsOf(call, args), late, place: at });
    return method.apply(self, args);
  };
}

function argsOf(call: (typeof ADDING)[number], [first, second]: unknown[]): Record<string, unknown> {
  const object = (typeof first === "object" && first !== null ? first : {}) as Record<string, unknown>;
  switch (call) {
    case "setAttributes":
      return { type: typeName(first), names: Object.keys(object) };
    case "addEvent":
      return { type: typeName(first), name: shortText(first), names: Object.keys((second ?? {}) as object) };
    case "recordException":
      return { type: typeName(first), text: textOf(object["message"] ?? first) };
    case "setStatus":
      return { type: typeName(first), code: object["code"], text: textOf(object["message"]) };
    default:
      return { type: typeName(first) };
  }
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : masked(String(value)).slice(0, 200);
}

/** What a method was called on. One that lost its span must fail here as it does without the lab: on nothing. */
function spanOf(self: unknown): unknown {
  return typeof self === "object" && self !== globalThis ? self : undefined;
}

/** What stands where the options belong: their names, or a context that was meant for the next place. */
function given(options: unknown): Record<string, unknown> {
  if (typeof options !== "object" || options === null) return {};
  if (typeof (options as { getValue?: unknown }).getValue === "function") return { contextAsOptions: true };
  const { links } = options as { links?: unknown };
  const linked = Array.isArray(links) ? (links as { context?: { traceId?: unknown } }[]) : [];
  return {
    options: Object.keys(options),
    linksNothing: linked.some((link) => typeof link?.context?.traceId !== "string"),
  };
}
