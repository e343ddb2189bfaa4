import { entry } from "./entry.ts";

export const propagation = [
  entry("F01", "fetch is not covered by HTTP's instrumentation", {
    outcome: "taught",
    why: "the backend asks no other service",
    lesson: "steps/08-frontend-latency/README.md#with-more-services-than-two",
  }),
  entry("F02", "the HTTP client was loaded before the SDK", {
    outcome: "taught",
    why: "the backend asks no other service",
    lesson: "steps/08-frontend-latency/README.md#with-more-services-than-two",
  }),
  entry("F04", "a carrier that cannot carry", {
    outcome: "taught",
    why: "no step carries a context by hand",
    lesson: "steps/08-frontend-latency/README.md#with-more-services-than-two",
  }),
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
  entry("F17", "baggage lost between Express's layers", {
    outcome: "taught",
    why: "the backend uses no baggage, and newer versions mend it",
    lesson: "steps/08-frontend-latency/README.md#with-more-services-than-two",
  }),
  entry("F18", "baggage that goes out to strangers"),
  entry("F20", "a link where a parent belongs, or the other way round"),
  entry("F21", "a traceparent that is none", {
    outcome: "taught",
    why: "no step writes the header by hand",
    lesson: "steps/08-frontend-latency/README.md#with-more-services-than-two",
  }),
];
