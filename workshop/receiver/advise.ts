import { keyProblem } from "../facts/key-problem.ts";
import type { Advice } from "./page-api.ts";

const COMPOSE_LESSON = "steps/02-compose-env-vars/README.md";
const KEY_LESSON = "steps/01-set-api-key/README.md";
const SPAN_LESSON = "steps/05-custom-span/README.md";
const FRONTEND_LESSON = "steps/08-frontend-latency/README.md";

/** For a path that is not an OTLP path: which setting made it, as far as the path tells. */
export function adviseOnPath(method: string, path: string): Advice {
  const what = `${method} ${path} came here, and only /v1/traces takes spans.`;
  if (/^\/v1\/(traces|metrics|logs)\/v1\//.test(path)) {
    return advice(
      what,
      "OTEL_EXPORTER_OTLP_ENDPOINT gets /v1/traces added by itself: leave the path out of it.",
      COMPOSE_LESSON,
    );
  }
  if (path === "/") {
    return advice(
      what,
      "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT (or url in the exporter's code) is used as it is: end it with /v1/traces, or set OTEL_EXPORTER_OTLP_ENDPOINT instead.",
      COMPOSE_LESSON,
    );
  }
  if (path.startsWith("/opentelemetry.proto.")) return adviseOnGrpc();
  if (/^\/api\/v[12]\/(spans|traces)/.test(path)) {
    return advice(
      what,
      "That is a Zipkin or Jaeger exporter. Use the OTLP one: @opentelemetry/exporter-trace-otlp-http.",
      COMPOSE_LESSON,
    );
  }
  return advice(
    what,
    "End the exporter's address with /v1/traces, or set only OTEL_EXPORTER_OTLP_ENDPOINT.",
    COMPOSE_LESSON,
  );
}

export function adviseOnMethod(method: string, path: string): Advice {
  return advice(
    `${method} ${path} came here. That address takes spans by POST only.`,
    "To look at your traces, open the page at / in a browser.",
    null,
  );
}

export function adviseOnGrpc(): Advice {
  return advice(
    "A gRPC (HTTP/2) client knocked, but this port speaks OTLP over plain HTTP.",
    "Set OTEL_EXPORTER_OTLP_PROTOCOL to http/protobuf, or remove it, and use @opentelemetry/exporter-trace-otlp-http.",
    COMPOSE_LESSON,
  );
}

export function adviseOnTls(): Advice {
  return advice(
    "Something tried to speak https here, but this port speaks plain http.",
    "Write http:// instead of https:// in front of localhost:4318.",
    COMPOSE_LESSON,
  );
}

export function adviseOnNoise(): Advice {
  return advice(
    "A connection sent bytes that are no HTTP request.",
    "Point only OTLP over HTTP exporters at this port.",
    null,
  );
}

/** A body or content type that could not be read; `message` says which. */
export function adviseOnBody(message: string): Advice {
  return advice(
    message,
    "Let the exporter of @opentelemetry/exporter-trace-otlp-http send it; nothing else needs setting.",
    COMPOSE_LESSON,
  );
}

export function adviseOnEmptyBatch(): Advice {
  return advice(
    "The request was well formed but held no spans.",
    'A hand-made request needs { "resourceSpans": [ … ] } with spans inside; an SDK sends none when it has none.',
    null,
  );
}

export function adviseOnCopies(copies: number): Advice {
  return advice(
    `${copies} of these spans had come before.`,
    "When that happens with each request, two exporters or two span processors are set up: keep one.",
    "steps/04-initialize-provider/README.md",
  );
}

export function adviseOnRefusedSpans(): Advice {
  return advice(
    "Some of the spans could not be believed, so they are not shown.",
    "The sentences below name each: usually an id or a time that was set by hand.",
    SPAN_LESSON,
  );
}

export function adviseOnForeignOrigin(origin: string): Advice {
  return advice(
    `A web page of ${origin} tried to send spans here from the browser.`,
    "Let the page send to /v1/traces of its own address, and let its dev server pass that on to here.",
    FRONTEND_LESSON,
  );
}

/** What to say of the key that a backend's request carried: nothing when it can work. */
export function adviseOnKey(key: string): Advice | undefined {
  if (key === "") {
    return advice(
      "This request carried no key. It is stored here, but Honeycomb would refuse it.",
      "Give the backend OTEL_EXPORTER_OTLP_HEADERS with x-honeycomb-team=, and check that HONEYCOMB_API_KEY is set where you start it.",
      COMPOSE_LESSON,
    );
  }
  const problem = keyProblem(key);
  if (problem === undefined) return undefined;
  return advice(
    `The key of this request cannot work at Honeycomb: ${problem.sentence}.`,
    "Copy the ingest key once more and put it into .env as HONEYCOMB_API_KEY, without quotes.",
    KEY_LESSON,
  );
}

function advice(what: string, fix: string, learn: string | null): Advice {
  return { what, fix, learn };
}
