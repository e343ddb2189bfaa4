import { expect, it } from "vitest";
import { headingAnchors } from "./heading-anchors.ts";

it.each([
  ["# Step 4 · Initialize the provider", "step-4--initialize-the-provider"],
  ["## Start it first", "start-it-first"],
  ["### **HW Checklist**", "hw-checklist"],
  ["### Live Stream | [Week 2](https://video.example/watch)", "live-stream--week-2"],
  ["## `OTEL_SERVICE_NAME`, and *why*?", "otel_service_name-and-why"],
  ["## _Trace_ or span_id", "trace-or-span_id"],
  ["## What's in `docker-compose.yml`? ##", "whats-in-docker-composeyml"],
  ["## <kbd>Ctrl</kbd>+C ends it", "ctrlc-ends-it"],
  ["## Über Spuren", "über-spuren"],
  ["\uFEFF# Title\r", "title"],
  ["###### 6", "6"],
  ["##", ""],
])("makes of %j what GitHub makes of it", (heading, anchor) => {
  expect(headingAnchors(heading)).toEqual([anchor]);
});

it("numbers headings of the same name, and takes none from code", () => {
  const text = "## 1\n## 1\n```sh\n# 1\n```\n#no heading\n####### 7\n## 1-1\n## 1\n";
  expect(headingAnchors(text)).toEqual(["1", "1-1", "1-1-1", "1-2"]);
});
