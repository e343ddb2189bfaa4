import { expect, it } from "vitest";
import type { Evidence, LoadedModule, RunOutcome } from "../../lab/evidence.ts";
import { pageProgramOf, programOf } from "./program.ts";
import { program } from "./testing-program.ts";

const LISTENED: RunOutcome = { kind: "listened", port: 1, askedPort: 1, afterMs: 1 };
const EXITED: RunOutcome = { kind: "exited", code: 1, signal: null, afterMs: 1 };
const START = "node --import tsx --import ./src/instrumentation.ts src/server.ts";
const FILES = {
  "backend/src/app.ts": "import type { T } from './types.ts'; export const app = 1",
  "backend/src/instrumentation.backup.ts": "export {}",
  "backend/src/instrumentation.ts": "export {}",
  "backend/src/server.ts": "import { app } from './app.ts'",
  "backend/src/types.ts": "export type T = 1",
};

function evidence({
  files = FILES,
  start = START,
  loaded,
  outcome = LISTENED,
  scripts = {},
  options = "",
}: {
  files?: Record<string, string>;
  start?: string;
  loaded?: readonly string[];
  outcome?: RunOutcome;
  scripts?: Record<string, string>;
  options?: string;
}): Evidence {
  const modules = loaded?.map((name, order): LoadedModule => ({ name: `backend/src/${name}`, order }));
  return {
    backend: {
      sources: Object.entries(files).map(([path, text]) => ({ path, text })),
      manifest: { ok: true, text: "{}", start, scripts },
    },
    compose: { ok: true, variables: new Map([["NODE_OPTIONS", { value: options }]]) },
    ...(modules && { run: { command: start, modules, outcome } }),
  } as unknown as Evidence;
}

const names = (given: Evidence) =>
  programOf(given).files.map(({ path }) => path.slice("backend/src/".length));

it("has only the files that the process loaded, not an old copy beside them", () => {
  expect(names(evidence({ loaded: ["instrumentation.ts", "server.ts", "app.ts"] }))).toEqual([
    "app.ts",
    "instrumentation.ts",
    "server.ts",
  ]);
});

it("leaves out the learner's own file where another one was loaded", () => {
  expect(names(evidence({ loaded: ["server.ts", "app.ts"] }))).toEqual(["app.ts", "server.ts"]);
});

it.each([
  [START, "app.ts instrumentation.ts server.ts"],
  ["tsx src/server.ts", "app.ts server.ts"],
  ["tsx src/server", "app.ts server.ts"],
  ["NODE_OPTIONS='--import ./src/instrumentation.ts' tsx watch src/app.ts", "app.ts instrumentation.ts"],
  ["node --import=./src/instrumentation.ts ./src/app.ts", "app.ts instrumentation.ts"],
  ["npm run dev", "app.ts server.ts"],
  ["./run.sh", ""],
])("without a run, has what the start script leads to: %s", (start, expected) => {
  expect(names(evidence({ start, scripts: { dev: "tsx src/server.ts" } })).join(" ")).toBe(expected);
});

it("counts what NODE_OPTIONS names as started", () => {
  const given = evidence({ start: "tsx src/app.ts", options: "--import ./src/instrumentation.ts" });
  expect(names(given)).toEqual(["app.ts", "instrumentation.ts"]);
});

it("still has the file whose loading failed, which Node forgets", () => {
  expect(names(evidence({ loaded: ["instrumentation.ts"], outcome: EXITED }))).toEqual([
    "app.ts",
    "instrumentation.ts",
    "server.ts",
  ]);
});

it("ends where files import each other", () => {
  const files = { "backend/src/a.ts": "import './b.ts'", "backend/src/b.ts": "import './a.ts'" };
  expect(names(evidence({ files, start: "tsx src/a.ts" }))).toEqual(["a.ts", "b.ts"]);
});

it("is worked out once for each evidence", () => {
  const given = evidence({ loaded: ["app.ts"] });
  expect(programOf(given)).toBe(programOf(given));
  expect(programOf(evidence({ loaded: ["app.ts"] }))).not.toBe(programOf(given));
});

it("keeps a file that does not parse, with its error and its line", () => {
  const each = program({
    "backend/src/a.ts": "const a = 1;\r\nconst b = ;\r\n",
    "backend/src/b.ts": "see(1)",
  });
  expect(each.files[0]).toMatchObject({ nodes: [], error: { message: "Unexpected token", line: 2 } });
  expect(each.files[1]?.error).toBeUndefined();
  expect(each.nodes("CallExpression")).toHaveLength(1);
});

it.each([
  ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
  ["a BOM", (text: string) => `\uFEFF${text}`],
  ["no semicolons", (text: string) => text.replaceAll(";", "")],
  ["comments full of code", (text: string) => `/* new NodeSDK(); sdk.start() */\n// sdk.start()\n${text}`],
  ["strings full of code", (text: string) => `const help = "sdk.start(); new NodeSDK()"\n${text}`],
])("reads a file with %s", (_, change) => {
  const text = `import { NodeSDK } from "@opentelemetry/sdk-node";
const sdk = new NodeSDK({ serviceName: "a" });
sdk.start();
`;
  const each = program({ "backend/src/a.ts": change(text) });
  const [sdk, ...others] = each.constructions({ from: "@opentelemetry/sdk-node", name: "NodeSDK" });
  expect(others).toEqual([]);
  expect(sdk && each.methodCalls(sdk, "start").map(({ how }) => how)).toEqual(["direct"]);
});

it("follows everything in a file of 3000 lines", () => {
  const lines = Array.from({ length: 1000 }, (_, n) => [
    `export function f${n}(a) {`,
    `  return { b: a, c: f${(n + 1) % 1000}(a), d: f${(n * 7) % 1000}(a) };`,
    "}",
  ]);
  const text = `import { NodeSDK } from "@opentelemetry/sdk-node";\n${lines.flat().join("\n")}\nnew NodeSDK(f0(1)).start();`;
  const each = program({ "backend/src/a.ts": text });
  const [sdk] = each.constructions({ from: "@opentelemetry/sdk-node", name: "NodeSDK" });
  expect(sdk && each.methodCalls(sdk, "start")).toHaveLength(1);
  expect(each.nodes("CallExpression").every((node) => each.valueOf(node).kind !== "string")).toBe(true);
});

const PAGE = {
  "frontend/index.html":
    '<!-- <script src="/src/old.ts"></script> --><script type="module" src="/src/main.ts"></script>',
  "frontend/src/instrumentation.ts": "export {}",
  "frontend/src/main.ts": "import './instrumentation.ts'",
  "frontend/src/old.ts": "export {}",
  "frontend/vite.config.ts": "export default {}",
};

function pageEvidence(...urls: string[]): Evidence {
  const sources = Object.entries(PAGE).map(([path, text]) => ({ path, text }));
  const requests = urls.map((url) => ({ method: "GET", url, headers: {}, responseHeaders: {} }));
  return {
    frontend: { sources },
    page: { origin: "http://localhost:3000", requests },
  } as unknown as Evidence;
}

it("has the page's files that the browser asked for", () => {
  const given = pageEvidence(
    "http://localhost:3000/",
    "http://localhost:3000/src/main.ts?t=1",
    "http://localhost:4567/src/old.ts",
  );
  expect(pageProgramOf(given).files.map(({ path }) => path)).toEqual(["frontend/src/main.ts"]);
});

it("has what index.html leads to where the browser asked for nothing", () => {
  expect(pageProgramOf(pageEvidence()).files.map(({ path }) => path)).toEqual([
    "frontend/src/instrumentation.ts",
    "frontend/src/main.ts",
  ]);
});

it("has no page where the evidence has none", () => {
  expect(pageProgramOf({} as Evidence).files).toEqual([]);
});
