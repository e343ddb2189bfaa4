import { expect, it } from "vitest";
import { forwardTarget, turnToReceiver } from "./turn-to-receiver.ts";

it.each([
  ["https://api.honeycomb.io", "http://localhost:4318"],
  ["https://api.honeycomb.io/", "http://localhost:4318"],
  ["https://api.honeycomb.io/v1/traces", "http://localhost:4318/v1/traces"],
  ["api.honeycomb.io:443", "http://localhost:4318"],
  ["http://otel-collector:4318", "http://localhost:4318"],
])("turns %s to the receiver and keeps its path", (endpoint, turned) => {
  expect(turnToReceiver({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, A: "1" }, 4318)).toEqual({
    OTEL_EXPORTER_OTLP_ENDPOINT: turned,
    A: "1",
  });
});

it("turns each signal's own endpoint too", () => {
  const variables = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://api.eu1.honeycomb.io/v1/traces" };
  expect(turnToReceiver(variables, 4320)).toEqual({
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://localhost:4320/v1/traces",
  });
});

it("names the receiver to an exporter that nobody told anything, when the usual port was taken", () => {
  expect(turnToReceiver({}, 4318)).toEqual({});
  expect(turnToReceiver({}, 4320)).toEqual({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4320" });
});

it("forwards to where the compose file points, with its headers", () => {
  const variables = {
    OTEL_EXPORTER_OTLP_ENDPOINT: "https://api.honeycomb.io",
    OTEL_EXPORTER_OTLP_HEADERS: "x-honeycomb-team=practice-abcdefgh,X-Other=a%20b",
  };
  expect(forwardTarget(variables)).toEqual({
    endpoint: "https://api.honeycomb.io",
    headers: { "x-honeycomb-team": "practice-abcdefgh", "x-other": "a b" },
    enabled: true,
  });
});

it.each([{}, { OTEL_EXPORTER_OTLP_ENDPOINT: "" }, { OTEL_EXPORTER_OTLP_ENDPOINT: "api.honeycomb.io:443" }])(
  "forwards nothing for %j",
  (variables) => {
    expect(forwardTarget(variables)).toBeUndefined();
  },
);
