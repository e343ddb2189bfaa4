import { join } from "node:path";
import { WEEK2 } from "../receiver/read-recorded.ts";
import { TraceStore } from "../receiver/trace-store.ts";
import { loadPlan } from "../runner/load-plan.ts";
import type { Visit } from "../lab/evidence.ts";
import { span } from "../trace/build-span.ts";
import type { FieldValue, Span } from "../trace/span.ts";

/** The run `week2` as a finished backend's traces would make it, without starting one: always the same spans. */
export function week2Run(): Span[] {
  return loadPlan().flatMap((visit, index) => traceOf(visit, index));
}

/** Keeps spans as the run `week2` of a copy. */
export function keepWeek2(root: string, spans: readonly Span[]): void {
  const store = new TraceStore({ folder: join(root, ".workshop/traces") });
  store.clear(WEEK2);
  store.add(spans, { run: WEEK2 });
  store.close();
}

function traceOf(visit: Visit, index: number): Span[] {
  const url = new URL(visit.path, "http://localhost");
  const user = visit.headers?.["x-cruddur-user"];
  const [isHome, fails] = [url.pathname === "/api/activities/home", url.search === "?term=borg"];
  const durationMs = (isHome && user === "worf" ? 335 : 5) + ((index * 37) % 200) / 10;
  const traceId = (0xfeed0000 + index).toString(16).padStart(32, "0");
  const startMs = index * 15;
  const common = { startMs, resource: { "service.name": "backend" } };
  const route = url.pathname.replace(/@\w+$/, "@:handle").replace(/[0-9a-f-]{36}/, ":uuid");
  const root = span({
    ...common,
    traceId,
    spanId: idOf(index, 0),
    name: `${visit.method ?? "GET"} ${route}`,
    kind: "server",
    durationMs,
    scope: { name: "@opentelemetry/instrumentation-http", version: "0.301.0" },
    status: { code: fails ? "error" : "unset", message: "" },
    fields: {
      "http.request.method": visit.method ?? "GET",
      "http.route": route,
      "http.response.status_code": fails ? 500 : 200,
      "url.path": url.pathname,
      ...(url.search && { "url.query": url.search.slice(1) }),
      "user_agent.original": visit.headers?.["user-agent"] ?? "",
      ...(user !== undefined && { "app.user_id": user }),
    },
  });
  const express = { name: "@opentelemetry/instrumentation-express", version: "0.72.0" };
  const handler = span({
    ...common,
    parent: root,
    spanId: idOf(index, 1),
    name: "request handler",
    durationMs: durationMs - 0.4,
    scope: express,
    fields: { "http.route": route, "express.type": "request_handler" },
  });
  const middleware = span({
    ...common,
    parent: root,
    spanId: idOf(index, 2),
    name: "middleware - corsMiddleware",
    durationMs: 0.1,
    scope: express,
  });
  const own: Record<string, FieldValue> = {
    "app.now": "2026-11-24T09:30:00.000Z",
    "app.result_length": user ? 4 : 3,
  };
  const home = span({
    ...common,
    parent: handler,
    spanId: idOf(index, 3),
    name: "home-activities-mock-data",
    durationMs: durationMs - 0.6,
    scope: { name: "home.activities", version: "" },
    fields: own,
  });
  return [root, handler, middleware, ...(isHome ? [home] : [])];
}

function idOf(trace: number, index: number): string {
  return (0xabc0_0000 + trace * 16 + index).toString(16).padStart(16, "0");
}
