import { entry } from "./entry.ts";

export const propagation = [
  entry("F01", "fetch is not covered by HTTP's instrumentation"),
  entry("F02", "the HTTP client was loaded before the SDK"),
  entry("F04", "a carrier that cannot carry"),
  entry("F05", "an extracted context that nobody used"),
  entry("F07", "different propagators on both sides"),
  entry("F09", "CORS does not let traceparent through"),
  entry("F10", "traceparent for no other origin, or for all"),
  entry("F11", "the context got lost in an emitter or a queue in memory"),
  entry("F12", "a message queue without the context"),
  entry("F13", "workers and child processes without an SDK"),
  entry("F14", "a pool that drops the context"),
  entry("F15", "work that goes on after the answer"),
  entry("F16", "baggage was expected to become a field"),
  entry("F17", "baggage lost between Express's layers"),
  entry("F18", "baggage that goes out to strangers"),
  entry("F20", "a link where a parent belongs, or the other way round"),
  entry("F21", "a traceparent that is none"),
];
