import { replace, type WrongAnswer } from "../example.ts";
import { inFunction, notLoaded, propagates, without } from "../example-files/page-text.ts";

const SETUP = "frontend/src/instrumentation.ts";
const MAIN = "frontend/src/main.ts";

export const wrongAnswers: readonly WrongAnswer[] = [
  {
    finding: "first-request-not-watched",
    made: "loaded behind the first request",
    step: "frontend-latency",
    change: {
      [MAIN]: (text) =>
        notLoaded(text).replace(
          "void tell(showFeed);\n\nasync",
          'void tell(showFeed).then(() => import("./instrumentation.ts"));\n\nasync',
        ),
    },
  },
  {
    finding: "no-propagator",
    made: "no propagator",
    step: "frontend-latency",
    change: { [SETUP]: without(/propagation\.setGlobalPropagator.*\n/) },
  },
  {
    finding: "no-context-manager",
    made: "no context manager",
    step: "frontend-latency",
    change: { [SETUP]: without(/context\.setGlobalContextManager.*\n/) },
  },
  {
    finding: "traceparent-url-missing",
    made: "no propagateTraceHeaderCorsUrls",
    entries: ["F10"],
    step: "frontend-latency",
    change: { [SETUP]: replace(/new FetchInstrumentation\(.*\)/, "new FetchInstrumentation()") },
  },
  {
    finding: "traceparent-url-does-not-fit",
    made: "the backend's address as a text",
    entries: ["F10"],
    step: "frontend-latency",
    change: { [SETUP]: propagates("[BACKEND_URL]") },
  },
  {
    finding: "traceparent-url-does-not-fit",
    made: "another port",
    entries: ["F10"],
    step: "frontend-latency",
    change: { [SETUP]: propagates("[/localhost:4568/]") },
  },
  {
    finding: "traceparent-url-does-not-fit",
    made: "it fits what the page writes, and not what it reads",
    entries: ["F10"],
    step: "frontend-latency",
    unsaid: /went out before fetch was watched/,
    change: { [SETUP]: propagates("[/\\/api\\/activities$/]") },
  },
  {
    finding: "strangers-are-told",
    made: "/.*/",
    entries: ["F10"],
    step: "frontend-latency",
    change: { [SETUP]: propagates("[/.*/]") },
  },
  {
    finding: "other-propagator-in-the-page",
    made: "b3 by hand",
    entries: ["F07"],
    step: "frontend-latency",
    change: {
      [SETUP]: replace(
        "propagation.setGlobalPropagator(new W3CTraceContextPropagator());",
        `propagation.setGlobalPropagator({
  inject(context, carrier, setter) {
    const { traceId, spanId } = trace.getSpanContext(context)!;
    setter.set(carrier, "b3", \`\${traceId}-\${spanId}-1\`);
  },
  extract: (context) => context,
  fields: () => ["b3"],
});`,
      ),
    },
  },
  {
    finding: "last-spans-of-the-page-lost",
    made: "a processor of one's own that sends only what reads",
    step: "frontend-latency",
    change: {
      [SETUP]: replace(
        "new BatchSpanProcessor({ exporter, scheduledDelayMillis: 500 })",
        `{
      onStart: () => {},
      onEnd: (span) => span.name === "GET" && exporter.export([span], () => {}),
      forceFlush: async () => {},
      shutdown: async () => {},
    }`,
      ),
    },
  },
  {
    finding: "first-request-not-watched",
    made: "a function that is called last",
    step: "frontend-latency",
    says: "before fetch was watched",
    change: {
      [SETUP]: inFunction,
      [MAIN]: (text) =>
        `${replace('import "./', 'import { startTracing } from "./')(text)}\nstartTracing();\n`,
    },
  },
  {
    finding: "no-propagator",
    made: "the propagator of baggage alone",
    step: "frontend-latency",
    says: "writes baggage",
    change: { [SETUP]: (text) => text.replaceAll("W3CTraceContextPropagator", "W3CBaggagePropagator") },
  },
  {
    finding: "backend-is-ignored",
    made: "ignoreUrls fits the backend",
    step: "frontend-latency",
    change: { [SETUP]: replace("{ propagate", "{ ignoreUrls: [/localhost/], propagate") },
  },
  {
    finding: "traceparent-url-missing",
    made: "an option that is not quite its name",
    step: "frontend-latency",
    says: "propagateTraceHeaderCorsURLs, which is none of its options",
    change: { [SETUP]: replace("CorsUrls", "CorsURLs") },
  },
  {
    finding: "fetch-watched-twice",
    made: "the line that watches stands there twice",
    step: "frontend-latency",
    outcome: "advice",
    says: "such as GET /api/activities/home",
    at: `${SETUP}:23`,
    change: {
      [SETUP]: (text) => `${text}new FetchInstrumentation({ propagateTraceHeaderCorsUrls: /4567/ });\n`,
    },
  },
];
