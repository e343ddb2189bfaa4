import { callerLine, callerOf, codeLine } from "./code-line.ts";
import { className, providerParts } from "./provider-parts.ts";
import { record } from "./record.ts";
import { modulesSoFar } from "./watch-modules.ts";
import { currentVisit } from "./watch-visits.ts";

/** Where every copy of `@opentelemetry/api` 1.x registers what an SDK brings (api, src/internal/global-utils.ts). */
const API = Symbol.for("opentelemetry.js.api.1");
const LEVELS = ["error", "warn", "info", "debug", "verbose"] as const;
const MOST_SPANS = 5_000;
/** The bit of a span's flags that lets processors take it (W3C Trace Context). */
const SAMPLED = 1;

type Logger = Record<(typeof LEVELS)[number], (...args: unknown[]) => void>;
interface Api extends Record<string, unknown> {
  readonly version: string;
}
interface Provider {
  getTracer(...args: unknown[]): Tracer;
  forceFlush?(): Promise<void>;
}
interface ProxyProvider {
  setDelegate(provider: Provider): void;
  getDelegate?(): Provider;
}
interface Tracer {
  startSpan(name: string, options?: unknown, context?: unknown): ApiSpan;
}
interface ApiSpan {
  spanContext(): { traceId: string; spanId: string; traceFlags?: number };
  isRecording(): boolean;
  setAttribute(name: string, value: unknown): ApiSpan;
  updateName(name: string): ApiSpan;
  end(...args: unknown[]): void;
}

let provider: Provider | undefined;
let startedSpans = 0;

/** Watches what registers itself with the OpenTelemetry API, and every span that is started through it. */
export function watchApi(): void {
  let api: Api | undefined;
  Object.defineProperty(globalThis, API, {
    configurable: true,
    get: () => api,
    set: (registered: Api) => {
      if (registered === api) return;
      api = registered;
      watchRegistrations(registered);
    },
  });
}

/** The provider that became global, if one did. */
export function globalProvider(): Provider | undefined {
  return provider;
}

function watchRegistrations(api: Api): void {
  record("api", { version: api.version });
  const values = new Map<string, unknown>();
  const watch = (name: string, seen: (value: unknown) => unknown) => {
    Object.defineProperty(api, name, {
      configurable: true,
      enumerable: true,
      get: () => values.get(name),
      set(value) {
        values.set(name, value === undefined ? undefined : seen(value));
      },
    });
  };
  watch("trace", watchProxy);
  watch("diag", (logger) => teeLogger(logger as Logger));
  for (const name of ["context", "propagation"]) {
    watch(name, (value) => (record("registered", { name, class: className(value) }), value));
  }
}

function watchProxy(value: unknown): unknown {
  const proxy = value as ProxyProvider;
  const setDelegate = proxy.setDelegate;
  if (typeof setDelegate !== "function") return (watchProvider(value as Provider), value);
  proxy.setDelegate = (delegate) => {
    watchProvider(delegate);
    setDelegate.call(proxy, delegate);
  };
  return value;
}

function watchProvider(registered: Provider): void {
  provider = registered;
  record("provider", {
    name: className(registered),
    order: modulesSoFar(),
    place: codeLine(new Error().stack),
    parts: providerParts(registered),
  });
  const getTracer = registered.getTracer;
  registered.getTracer = (...args) => watchTracer(getTracer.apply(registered, args), String(args[0] ?? ""));
}

const watched = new WeakSet<Tracer>();

function watchTracer(tracer: Tracer, scope: string): Tracer {
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
  const { parentSpanId, parentSpanContext } = span as {
    parentSpanId?: string;
    parentSpanContext?: { spanId: string };
  };
  const parent = parentSpanContext?.spanId ?? parentSpanId;
  const { stack } = new Error();
  const place = codeLine(stack);
  record("span", {
    nth,
    traceId,
    spanId,
    parent,
    name: String(name),
    scope,
    visit: currentVisit(),
    recording,
    place,
    by: callerOf(stack),
    ...given(options),
  });
  let late = false;
  const end = span.end;
  span.end = function (this: unknown, ...args) {
    const self = spanOf(this);
    if (self) {
      const place = callerLine(new Error().stack);
      record("end", { nth, visit: currentVisit(), timed: args[0] !== undefined, place });
    }
    end.apply(self as ApiSpan, args);
    late = true;
  };
  const updateName = span.updateName;
  span.updateName = function (this: unknown, to) {
    const self = spanOf(this);
    const at = self && callerLine(new Error().stack);
    if (at) record("rename", { nth, spanId, name: String(to), place: at });
    return updateName.call(self as ApiSpan, to);
  };
  // The SDK's setAttributes calls it for each field.
  const setAttribute = span.setAttribute;
  span.setAttribute = function (this: unknown, field, value) {
    const self = spanOf(this);
    const at = self && codeLine(new Error().stack);
    const [visit, type] = [currentVisit(), typeName(value)];
    if (at) record("field", { spanId, visit, name: String(field), type, late, place: at });
    return setAttribute.call(self as ApiSpan, field, value);
  };
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

/** What a person would call the value: `string`, `NaN`, `null`, `array`, `object`, or the name of its class. */
function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Number.isNaN(value)) return "NaN";
  if (typeof value !== "object") return typeof value;
  if (Array.isArray(value)) return "array";
  const name = className(value);
  return name === "Object" || name === "unknown" ? "object" : name;
}

function teeLogger(logger: Logger): Logger {
  const tee =
    (level: (typeof LEVELS)[number]) =>
    (...args: unknown[]) => {
      record("diag", { level, text: args.map(asText).join(" ").slice(0, 4_000) });
      logger[level](...args);
    };
  return Object.fromEntries(LEVELS.map((level) => [level, tee(level)])) as Logger;
}

function asText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return value.stack ?? value.message;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
