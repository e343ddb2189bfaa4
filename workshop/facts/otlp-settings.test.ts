import { expect, it } from "vitest";
import type { Evidence } from "../lab/evidence.ts";
import { otlpSettings, parseHeaders } from "./otlp-settings.ts";
import { resourceAttributes } from "./resource-attributes.ts";
import { endpointProblem, tracesEndpoint } from "./traces-endpoint.ts";

const BASE = "OTEL_EXPORTER_OTLP_ENDPOINT";
const OWN = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

it.each([
  [{ [BASE]: "https://api.honeycomb.io" }, "https://api.honeycomb.io/v1/traces"],
  [{ [BASE]: "https://api.honeycomb.io/" }, "https://api.honeycomb.io/v1/traces"],
  [{ [BASE]: " https://api.honeycomb.io" }, "https://api.honeycomb.io/v1/traces"],
  [{ [BASE]: "https://api.honeycomb.io/v1/traces" }, "https://api.honeycomb.io/v1/traces/v1/traces"],
  [{ [OWN]: "https://api.honeycomb.io" }, "https://api.honeycomb.io/"],
  [{ [OWN]: "https://api.honeycomb.io/v1/traces", [BASE]: "http://x" }, "https://api.honeycomb.io/v1/traces"],
  [{ [OWN]: "no address", [BASE]: "http://x" }, "http://x/v1/traces"],
  [{ [BASE]: "api.honeycomb.io:443" }, "api.honeycomb.io:443/v1/traces"],
])("posts where the exporter would: %j", (variables: Record<string, string>, url) => {
  expect(tracesEndpoint((name) => variables[name] ?? "")?.url).toBe(url);
});

it.each(["api.honeycomb.io", "https://api.honeycomb.io ", "https://", "<endpoint>"])(
  "knows that the exporter makes no address of %j",
  (written) => {
    const endpoint = tracesEndpoint((name) => (name === BASE ? written : ""));
    expect(endpoint?.url).toBeUndefined();
    expect(endpointProblem(endpoint)).toContain("no address");
  },
);

it.each([
  ["x-honeycomb-team=key", "key"],
  ["X-Honeycomb-Team = key", "key"],
  ["a=b,x-honeycomb-team=key;x-honeycomb-dataset=d", "key"],
  ["x-honeycomb-team=%6Bey", "key"],
  ["x-honeycomb-team=%zz", undefined],
  ["x-honeycomb-team: key", undefined],
  ["x-honeycomb-team=", undefined],
])("reads headers as the exporter does: %s", (text, key) => {
  expect(parseHeaders(text).get("x-honeycomb-team")).toBe(key);
});

it("takes no text in the key's place for a key where none is set", () => {
  const variables = new Map([
    ["OTEL_EXPORTER_OTLP_HEADERS", { value: "x-honeycomb-team=${HONEYCOMB_API_KEY}" }],
  ]);
  const compose = { ok: true, variables, otherServices: new Map() };
  const { headerProblem } = otlpSettings({ compose, key: {} } as unknown as Evidence);
  expect(headerProblem).toContain("no key");
});

it("loses every resource attribute to one that cannot be read, as the detector does", () => {
  expect(resourceAttributes("a=1, service.name=tea ,").attributes.get("service.name")).toBe("tea");
  expect(resourceAttributes("service.name=tea,team")).toMatchObject({ broken: "team" });
  expect(resourceAttributes("service.name=tea,x=a=b").attributes.size).toBe(0);
});
