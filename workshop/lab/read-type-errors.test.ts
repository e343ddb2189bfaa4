import { expect, it } from "vitest";
import { readTypeErrors } from "./read-type-errors.ts";

const FILE = "backend/src/instrumentation.ts";
const read = (...lines: string[]) => readTypeErrors(`${lines.join("\n")}\n`, "/home/learner/course");

it("reads the place, the wrong name and the one that was meant", () => {
  expect(
    read(
      `${FILE}(8,3): error TS2561: Object literal may only specify known properties, but 'traceExporterr' does not exist in type 'Partial<NodeSDKConfiguration>'. Did you mean to write 'traceExporter'?`,
    ),
  ).toEqual([
    {
      file: FILE,
      line: 8,
      column: 3,
      code: "TS2561",
      message:
        "Object literal may only specify known properties, but 'traceExporterr' does not exist in type 'Partial<NodeSDKConfiguration>'. Did you mean to write 'traceExporter'?",
      because: [],
      name: "traceExporterr",
      suggested: "traceExporter",
    },
  ]);
});

it.each([
  ["Property 'begin' does not exist on type 'NodeSDK'.", "begin", undefined],
  ["Cannot find name 'sdkk'. Did you mean 'sdk'?", "sdkk", "sdk"],
  [`'"@opentelemetry/api"' has no exported member named 'tracer'. Did you mean 'trace'?`, "tracer", "trace"],
  [`Module '"./answer.ts"' has no exported member 'reply'.`, "reply", undefined],
  ["Cannot find module './anwser.ts' or its corresponding type declarations.", "./anwser.ts", undefined],
  [
    `Module '"express"' has no exported member 'express'. Did you mean to use 'import express from "express"' instead?`,
    "express",
    undefined,
  ],
  ["Expected 1 arguments, but got 0.", undefined, undefined],
])("finds the names in: %s", (message, name, suggested) => {
  const [first] = read(`${FILE}(1,1): error TS2339: ${message}`) ?? [];
  expect([first?.name, first?.suggested]).toEqual([name, suggested]);
});

it("keeps the reasons below a message, and finds the wrong name in them", () => {
  const found = read(
    `${FILE}(3,20): error TS2769: No overload matches this call.`,
    "  Overload 1 of 2, '(config?: Options | undefined): Exporter', gave the following error.",
    "    Object literal may only specify known properties, and 'endpoint' does not exist in type 'Options'.",
    `${FILE}(5,1): error TS2304: Cannot find name 'sdk'.`,
  );
  expect(found?.map(({ because, name }) => [because.length, name])).toEqual([
    [2, "endpoint"],
    [0, "sdk"],
  ]);
});

it("tells no path of the learner's machine", () => {
  const modules = "/home/learner/course/backend/node_modules";
  const found = read(
    `${FILE}(1,1): error TS2345: Argument of type 'import("${modules}/@opentelemetry/api/build/src/index").Span' is not assignable.`,
    `${FILE}(2,1): error TS2339: Property 'default' does not exist on type 'typeof import("${modules}/@opentelemetry/api/build/src/index")'.`,
    `${FILE}(3,1): error TS2339: Property 'x' does not exist on type 'typeof import("/home/learner/course/backend/src/answer")'.`,
  );
  expect(found?.map(({ message }) => message)).toEqual([
    "Argument of type 'Span' is not assignable.",
    "Property 'default' does not exist on type 'typeof import(\"@opentelemetry/api\")'.",
    "Property 'x' does not exist on type 'typeof import(\"backend/src/answer\")'.",
  ]);
});

it("reads the lines of Windows", () => {
  expect(read(`${FILE}(1,1): error TS2304: Cannot find name 'x'.\r`)?.[0]?.message).toBe(
    "Cannot find name 'x'.",
  );
});

it("trusts nothing once tsc complains about its settings", () => {
  expect(
    read(
      "error TS2688: Cannot find type definition file for 'node'.",
      `${FILE}(1,1): error TS2304: Cannot find name 'process'.`,
    ),
  ).toBeUndefined();
});
