import { expect, it } from "vitest";
import type { BackendEvidence, InstalledPackage } from "../lab/evidence.ts";
import { installProblem, lineOfPackage, packageRoles, versionProblem } from "./package-facts.ts";

const FIVE = [
  "api",
  "sdk-node",
  "exporter-trace-otlp-http",
  "instrumentation-express",
  "instrumentation-http",
].map((name) => `@opentelemetry/${name}`);

it("is content with the five packages of the lesson", () => {
  expect(packageRoles(declared(...FIVE)).missing).toEqual([]);
});

it("is content with other packages that fill the same roles", () => {
  const names = ["api", "sdk-trace", "exporter-trace-otlp-proto", "auto-instrumentations-node"];
  expect(packageRoles(declared(...names.map((name) => `@opentelemetry/${name}`))).missing).toEqual([]);
});

it("names the lesson's package for each role that is open", () => {
  expect(packageRoles(declared("@opentelemetry/api")).missing).toEqual(FIVE.slice(1));
});

it("finds a package that is declared and not installed", () => {
  expect(installProblem(backend({ installed: [] }))).toContain("@opentelemetry/api");
});

it("repeats the loader's words for a package that does not load", () => {
  const loads = [{ name: "@opentelemetry/api", error: "Cannot find module './x'" }];
  expect(installProblem(backend({ loads }))).toBe(
    "@opentelemetry/api does not load: Cannot find module './x'",
  );
});

it("finds two copies of the API", () => {
  const nested = "backend/node_modules/@opentelemetry/sdk-node/node_modules/@opentelemetry/api";
  const installed = [
    installedPackage("api", "1.10.0"),
    { ...installedPackage("api", "1.9.0"), folder: nested },
  ];
  expect(versionProblem(backend({ installed }))).toContain("2 copies of the API: 1.10.0");
});

it("finds packages of two lines side by side", () => {
  const installed = [
    installedPackage("api", "1.10.0"),
    installedPackage("sdk-node", "0.301.0"),
    installedPackage("sdk-trace-base", "2.12.0"),
  ];
  expect(versionProblem(backend({ installed }))).toContain("two lines are mixed");
});

it("finds an API outside of what a package asks for", () => {
  const peers = { "@opentelemetry/api": ">=1.0.0 <1.10.0" };
  const installed = [
    installedPackage("api", "1.10.0"),
    { ...installedPackage("instrumentation-express", "0.71.0"), peers },
  ];
  expect(versionProblem(backend({ installed }))).toContain("needs an API >=1.0.0 <1.10.0");
});

it.each([
  ["sdk-node", "0.301.0", "3.x"],
  ["sdk-node", "0.223.0", "2.x"],
  ["exporter-trace-otlp-http", "0.57.2", "1.x"],
  ["sdk-trace-base", "2.12.0", "2.x"],
  ["instrumentation-express", "0.72.0", undefined],
])("knows the line of %s %s", (name, version, line) => {
  expect(lineOfPackage(`@opentelemetry/${name}`, version)).toBe(line);
});

function declared(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, "*"]));
}

function installedPackage(name: string, version: string): InstalledPackage {
  return {
    name: `@opentelemetry/${name}`,
    version,
    folder: `backend/node_modules/@opentelemetry/${name}`,
    peers: {},
  };
}

function backend(some: Partial<BackendEvidence>): BackendEvidence {
  const manifest = {
    ok: true as const,
    text: "",
    type: "commonjs" as const,
    start: "",
    scripts: {},
    dependencies: declared("@opentelemetry/api"),
    devDependencies: {},
  };
  return {
    sources: [],
    manifest,
    installed: [installedPackage("api", "1.10.0")],
    inRoot: [],
    elsewhere: [],
    otherLocks: [],
    ...some,
  };
}
