/**
 * Runs in the page before its own code: remembers the spans of requests, and those whose ids were written into headers, so
 * that the lab can wait until they have ended. It reads what registers itself with the OpenTelemetry API (api,
 * src/internal/global-utils.ts; a context's key is a global symbol, src/context/context.ts), and leaves `fetch` alone.
 */
export const WATCH_SPANS = `(() => {
  const API = Symbol.for("opentelemetry.js.api.1");
  const SPAN = Symbol.for("OpenTelemetry Context Key SPAN");
  const CLIENT = 2;
  const spans = globalThis[Symbol.for("workshop.spans")] = new Set();
  const keep = (span) => typeof span?.isRecording === "function" && spans.add(span);
  const seen = new WeakSet();
  const also = (object, name, look) => {
    const plain = object?.[name];
    if (typeof plain !== "function" || seen.has(plain)) return;
    const both = function (...args) {
      const result = plain.apply(this, args);
      try { look(result, args); } catch {}
      return result;
    };
    seen.add(both);
    try { object[name] = both; } catch {}
  };
  const tracer = (made) => also(made, "startSpan", (span) => span?.kind === CLIENT && keep(span));
  const registered = {
    propagation: (propagator) => also(propagator, "inject", (_, [context]) => keep(context?.getValue?.(SPAN))),
    // The API's own provider hands on to the one that was set.
    trace: (provider) => {
      also(provider, "getTracer", tracer);
      also(provider, "setDelegate", (_, [real]) => also(real, "getTracer", tracer));
    },
  };
  let api;
  Object.defineProperty(globalThis, API, {
    configurable: true,
    get: () => api,
    set: (given) => {
      if (given === api) return;
      api = new Proxy(given, {
        set: (target, type, instance) => {
          registered[type]?.(instance);
          target[type] = instance;
          return true;
        },
      });
    },
  });
})()`;

/** True in the page once every span that was kept has ended. */
export const SPANS_HAVE_ENDED = `[...globalThis[Symbol.for("workshop.spans")]].every((span) => !span.isRecording())`;

/** All that were kept, but for those that an API without a provider makes. */
export const MADE_SPANS = `[...globalThis[Symbol.for("workshop.spans")]].flatMap((span) => {
  const { spanId, traceFlags } = span.spanContext();
  return /^0*$/.test(spanId) ? [] : [{ spanId, hasEnded: !span.isRecording(), isSampled: (traceFlags & 1) === 1 }];
})`;
