import { expect, it } from "vitest";
import type { Evidence } from "../lab/evidence.ts";
import { missingImport } from "./missing-import.ts";

const APP = "backend/src/app.ts";
const SETUP = "backend/src/instrumentation.ts";
const evidence = (text: string, path = APP) =>
  ({
    backend: {
      manifest: { ok: true, dependencies: { cors: "^2.8.6", express: "^5.3.0" } },
      sources: [
        { path, text },
        { path: "backend/src/services/home.ts", text: "export async function homeActivities() {}\n" },
        { path: "backend/src/services/user.ts", text: "export async function userActivities() {}\n" },
      ],
    },
  }) as unknown as Evidence;

it.each([
  ["a package", "cors", 'import cors from "cors";'],
  ["a package's part", "trace", 'import { trace } from "@opentelemetry/api";'],
  ["a file of the backend", "homeActivities", 'import { homeActivities } from "./services/home.ts";'],
])("brings %s", (_, name, line) => {
  const text = 'import { userActivities } from "./services/user.ts";\nuserActivities();\n';
  expect(missingImport(evidence(text), APP, name)).toEqual({ fix: `At the top of the file:\n${line}` });
});

it.each([
  [
    'import expess, { type Express } from "express";',
    "express",
    "expess",
    'import express, { type Express } from "express";',
  ],
  [
    'import { homeActivites } from "./services/home.ts";',
    "homeActivities",
    "homeActivites",
    'import { homeActivities } from "./services/home.ts";',
  ],
])("finds the slip in %s", (text, name, slip, line) => {
  expect(missingImport(evidence(text), APP, name)).toEqual({
    misspelt: { name: slip, line: 1, text },
    fix: `It is called ${name} where it comes from:\n${line}`,
  });
});

it("takes no import for a slip that has nothing to do with the name", () => {
  const text = 'import { trace } from "@opentelemetry/api";\ntracer.startSpan("x");\n';
  expect(missingImport(evidence(text, SETUP), SETUP, "tracer")).toBeUndefined();
});
