import { expect, it } from "vitest";
import type { Evidence } from "../lab/evidence.ts";
import type { TypeDiagnostic } from "../lab/types-evidence.ts";
import { typeErrorAt, typeErrors, wordOf } from "./types.ts";

const FILE = "backend/src/instrumentation.ts";

it("says nothing of an evidence that TypeScript has not seen", () => {
  const { types: _, ...rest } = evidence([]);
  expect(typeErrors(rest)).toEqual([]);
});

it.each([
  ["an option that nothing reads", error("TS2561", { name: "traceExporterr", suggested: "traceExporter" })],
  ["a method that does not exist", error("TS2339", { name: "begin" })],
  ["a file that does not exist", error("TS2307", { name: "./anwser.ts" })],
  ["a part that an installed package lacks", error("TS2307", { name: "@opentelemetry/api/tracing" })],
  ["an argument too few", error("TS2554")],
  [
    "a wrong value",
    error("TS2322", { message: "Type 'string' is not assignable to type 'Instrumentation[]'." }),
  ],
])("tells %s", (_, diagnostic) => {
  expect(typeErrors(evidence([diagnostic]))).toEqual([diagnostic]);
});

it.each([
  ["an implicit any", error("TS7006")],
  ["a name that nothing uses", error("TS6133")],
  ["what may be undefined", error("TS18048")],
  [
    "a value that may be undefined",
    error("TS2345", {
      message:
        "Argument of type 'string | undefined' is not assignable to parameter of type 'AttributeValue'.",
      because: ["Type 'undefined' is not assignable to type 'AttributeValue'."],
    }),
  ],
  [
    "an error that was caught, and is of an unknown type",
    error("TS2345", {
      message: "Argument of type 'unknown' is not assignable to parameter of type 'Exception'.",
    }),
  ],
  ["a package that is not installed", error("TS2307", { name: "@opentelemetry/sdk-node" })],
])("says nothing about %s", (_, diagnostic) => {
  expect(typeErrors(evidence([diagnostic]))).toEqual([]);
});

it("blames the import that is misspelled, not the right name below it", () => {
  const wrong = error("TS2724", { name: "NodeSdk", suggested: "NodeSDK", line: 1 });
  const used = error("TS2552", { name: "NodeSDK", suggested: "NodeSdk", line: 4 });
  expect(typeErrors(evidence([wrong, used]))).toEqual([wrong]);
});

it("finds by code and by name, on both sides", () => {
  const there = error("TS2561", { name: "spanProcesors", file: "frontend/src/instrumentation.ts" });
  const both = evidence([error("TS2339", { name: "begin" })], [there]);
  expect(typeErrors(both, { name: "spanProcesors" })).toEqual([there]);
  expect(typeErrors(both, { code: "TS2339" })).toHaveLength(1);
  expect(typeErrors(both, { code: "TS2339", name: "spanProcesors" })).toEqual([]);
});

it("prefers, of a line's errors, the one that knows what was meant", () => {
  const known = error("TS2551", { name: "strat", suggested: "start" });
  const both = evidence([error("TS2554"), known]);
  expect(typeErrorAt(both, FILE, 8)).toEqual(known);
  expect(typeErrorAt(both, FILE, 9)).toBeUndefined();
});

it("words it as a sentence with the place", () => {
  expect(
    wordOf(
      error("TS2561", {
        name: "traceExporterr",
        message:
          "Object literal may only specify known properties, but 'traceExporterr' does not exist in type 'Partial<NodeSDKConfiguration>'. Did you mean to write 'traceExporter'?",
      }),
    ),
  ).toBe(
    "TypeScript says: 'traceExporterr' does not exist in type 'Partial<NodeSDKConfiguration>'. Did you mean to write 'traceExporter'? (backend/src/instrumentation.ts:8)",
  );
});

it("adds the last reason where the message alone says little, and shortens long types", () => {
  const words = wordOf(
    error("TS2769", {
      message: "No overload matches this call.",
      because: [
        "Overload 1 of 2 gave the following error.",
        `Type '{ ${"name: string; ".repeat(9)}}' is not assignable to type 'Span'.`,
      ],
    }),
  );
  expect(words).toMatch(/^TypeScript says: No overload matches this call\. Type '\{ name: /);
  expect(words).toMatch(/…' is not assignable to type 'Span'\. \(backend\/src\/instrumentation\.ts:8\)$/);
});

function error(code: string, more: Partial<TypeDiagnostic> = {}): TypeDiagnostic {
  return { file: FILE, line: 8, column: 3, code, message: "TypeScript's words.", because: [], ...more };
}

function evidence(backend: TypeDiagnostic[], frontend: TypeDiagnostic[] = []): Evidence {
  const installed = [{ name: "@opentelemetry/api", version: "1.10.0", folder: "", peers: {} }];
  return { backend: { installed }, types: { backend, frontend } } as unknown as Evidence;
}
