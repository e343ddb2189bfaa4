import { expect, it } from "vitest";
import { span } from "./build-span.ts";
import { honeycombColumns } from "./honeycomb-columns.ts";

it("names a span's parts as Honeycomb does", () => {
  const parent = span();
  const child = span({
    parent,
    spanId: "00f067aa0ba902b7",
    name: "home-activities-mock-data",
    durationMs: 2.5,
    fields: { "app.result_length": 3 },
    scope: { name: "home.activities", version: "1.0" },
    status: { code: "error", message: "boom" },
  });
  expect(honeycombColumns(child)).toEqual({
    "trace.trace_id": parent.traceId,
    "trace.span_id": "00f067aa0ba902b7",
    "trace.parent_id": parent.spanId,
    name: "home-activities-mock-data",
    duration_ms: 2.5,
    "service.name": "backend",
    status_code: 2,
    status_message: "boom",
    error: true,
    "library.name": "home.activities",
    "library.version": "1.0",
    "span.kind": "internal",
    "span.num_events": 0,
    "span.num_links": 0,
    "meta.signal_type": "trace",
    "app.result_length": 3,
  });
});

it("lets a span's own field win over the resource's, and has no parent or error column without need", () => {
  const columns = honeycombColumns(span({ fields: { "service.name": "mine" } }));
  expect(columns["service.name"]).toBe("mine");
  expect(columns).not.toHaveProperty(["trace.parent_id"]);
  expect(columns).not.toHaveProperty("error");
});
