import { span } from "../trace/build-span.ts";
import type { FieldMap, Span } from "../trace/span.ts";

/** When a trace begins, in milliseconds after the tests' common moment, and its spans. */
export interface ShotTrace {
  readonly atMs: number;
  readonly spans: readonly Span[];
}

/** A page of the frontend that asks the backend three times: the trace that the pictures open. */
export const PAGE_LOAD = { traceId: traceIdOf(0x99), ownSpanId: "00f067aa0ba90a05" };
/** A home feed whose `app.result_length` is text. */
export const WRONG_FIELD = traceIdOf(0x42);

/** Oldest first. */
export function shotTraces(): ShotTrace[] {
  return [
    { atMs: 0, spans: request(0x11, { route: "/api/activities/home", atMs: 0, workMs: 12.1 }) },
    { atMs: 4_000, spans: request(0x12, { route: "/api/message_groups", atMs: 4_000, workMs: 6.4 }) },
    {
      atMs: 21_000,
      spans: request(0x13, { route: "/api/activities/home", atMs: 21_000, workMs: 342, user: "worf" }),
    },
    {
      atMs: 24_000,
      spans: request(0x14, { route: "/api/activities/@:handle", atMs: 24_000, workMs: 9.3, user: "garek" }),
    },
    {
      atMs: 31_000,
      spans: request(0x15, { route: "/api/activities/search", atMs: 31_000, workMs: 7.8, fails: true }),
    },
    {
      atMs: 38_000,
      spans: request(0x16, { route: "/api/activities/notifications", atMs: 38_000, workMs: 11.7 }),
    },
    {
      atMs: 45_000,
      spans: request(0x17, { route: "/api/activities/home", atMs: 45_000, workMs: 14.2, user: "coco" }),
    },
    {
      atMs: 62_000,
      spans: request(0x42, { route: "/api/activities/home", atMs: 62_000, workMs: 15.3, length: "4" }),
    },
    { atMs: 70_000, spans: pageLoad(70_000) },
  ];
}

interface RequestWords {
  readonly route: string;
  readonly atMs: number;
  /** How long the service's own work takes. */
  readonly workMs: number;
  readonly user?: string;
  readonly fails?: boolean;
  readonly length?: string | number;
  /** The browser's span that asked. */
  readonly from?: Span;
  /** The last two digits of the first span's id. */
  readonly firstId?: number;
}

/** One request as the finished backend tells it. */
function request(id: number, words: RequestWords): Span[] {
  const { route, atMs, workMs, user, fails = false, length = user ? 4 : 3, from, firstId = 1 } = words;
  const common = (number: number) => ({
    spanId: `00f067aa0ba9${id.toString(16).padStart(2, "0")}${(firstId + number).toString(16).padStart(2, "0")}`,
    resource: BACKEND,
  });
  const isHome = route === "/api/activities/home";
  const server = span({
    ...common(0),
    ...(from ? { parent: from, parentIsRemote: true } : { traceId: traceIdOf(id) }),
    name: `GET ${route}`,
    kind: "server",
    startMs: atMs,
    durationMs: workMs + 3.2,
    scope: HTTP,
    status: { code: fails ? "error" : "unset", message: "" },
    fields: {
      "http.request.method": "GET",
      "http.route": route,
      "url.path": route.replace(":handle", user ?? "andrewbrown"),
      "http.response.status_code": fails ? 500 : 200,
      "user_agent.original": from ? "Mozilla/5.0" : "curl/8.5.0",
      ...(user && { "app.user_id": user }),
    },
  });
  const layer = (number: number, name: string, afterMs: number, durationMs: number, fields: FieldMap) =>
    span({
      ...common(number),
      parent: server,
      name,
      startMs: atMs + afterMs,
      durationMs,
      scope: EXPRESS,
      fields,
    });
  const handler = layer(3, "request handler", 1.9, workMs + 0.9, {
    "express.type": "request_handler",
    "http.route": route,
  });
  const own = span({
    ...common(4),
    parent: handler,
    name: "home-activities-mock-data",
    startMs: atMs + 2.3,
    durationMs: workMs,
    scope: { name: "home.activities", version: "" },
    fields: { "app.now": new Date(1_793_610_000_000 + atMs).toISOString(), "app.result_length": length },
  });
  return [
    server,
    layer(1, "middleware - corsMiddleware", 0.8, 0.6, {
      "express.name": "corsMiddleware",
      "express.type": "middleware",
    }),
    layer(2, "middleware - jsonParser", 1.5, 0.2, {
      "express.name": "jsonParser",
      "express.type": "middleware",
    }),
    handler,
    ...(isHome ? [own] : []),
  ];
}

/** Spans of two services: the browser's, and below each of its requests the backend's. */
function pageLoad(atMs: number): Span[] {
  const browser = (spanId: string, name: string, afterMs: number, durationMs: number, more: object) =>
    span({ spanId, name, startMs: atMs + afterMs, durationMs, resource: FRONTEND, ...more });
  const page = browser("00f067aa0ba90a90", "open home page", 0, 74, {
    traceId: PAGE_LOAD.traceId,
    scope: { name: "frontend.home", version: "" },
    fields: { "app.page": "home" },
  });
  const fetched = (spanId: string, afterMs: number, durationMs: number, path: string) =>
    browser(spanId, "HTTP GET", afterMs, durationMs, {
      parent: page,
      kind: "client",
      scope: FETCH,
      fields: {
        "http.request.method": "GET",
        "url.full": `http://localhost:4567${path}`,
        "http.response.status_code": 200,
      },
    });
  const home = fetched("00f067aa0ba90a91", 5, 38, "/api/activities/home");
  const news = fetched("00f067aa0ba90a92", 6, 27, "/api/activities/notifications");
  const groups = fetched("00f067aa0ba90a93", 45, 24, "/api/message_groups");
  return [
    page,
    home,
    ...request(0x0a, {
      route: "/api/activities/home",
      atMs: atMs + 14,
      workMs: 17.4,
      user: "worf",
      from: home,
    }),
    news,
    ...request(0x0a, {
      route: "/api/activities/notifications",
      atMs: atMs + 15,
      workMs: 9.8,
      from: news,
      firstId: 17,
    }),
    groups,
    ...request(0x0a, {
      route: "/api/message_groups",
      atMs: atMs + 53,
      workMs: 6.1,
      from: groups,
      firstId: 33,
    }),
  ];
}

function traceIdOf(id: number): string {
  return `4bf92f3577b34da6a3ce929d0e0e47${id.toString(16).padStart(2, "0")}`;
}

const HTTP = { name: "@opentelemetry/instrumentation-http", version: "0.301.0" };
const EXPRESS = { name: "@opentelemetry/instrumentation-express", version: "0.72.0" };
const FETCH = { name: "@opentelemetry/instrumentation-fetch", version: "0.301.0" };
const SDK = { "telemetry.sdk.name": "opentelemetry", "telemetry.sdk.version": "3.1.0" };
const BACKEND = { "service.name": "backend", "telemetry.sdk.language": "nodejs", ...SDK };
const FRONTEND = { "service.name": "frontend", "telemetry.sdk.language": "webjs", ...SDK };
