import { expect, it } from "vitest";
import type { RunEvidence } from "../lab/evidence.ts";
import { sdkWords } from "./sdk-words.ts";

const run = (...texts: string[]) =>
  ({ diagnostics: texts.map((text) => ({ level: "error", text })) }) as unknown as RunEvidence;

it("tells an error that the SDK printed as JSON in one line", () => {
  const printed = JSON.stringify({ name: "OTLPExporterError", message: "Unauthorized\nmore", stack: "at …" });
  expect(sdkWords(run(printed))).toBe("OTLPExporterError: Unauthorized");
});

it("passes over what is about loggers alone", () => {
  expect(sdkWords(run("Current logger will be overwritten from Error", "Dropped 3 spans"))).toBe(
    "Dropped 3 spans",
  );
});
