import { expect, it } from "vitest";
import { resolveService, type Resolution } from "./resolve-service.ts";

type Files = Record<string, string>;

function resolve(files: Files | string, shell: Record<string, string> = {}): Resolution {
  const all: Files = typeof files === "string" ? { "docker-compose.yml": files } : files;
  return resolveService({
    service: "backend",
    shell,
    readText: (path) => all[path],
    listNames: () => Object.keys(all),
  });
}

function values(resolution: Resolution): Record<string, string> {
  if (!resolution.ok) throw new Error(resolution.problem.message);
  return Object.fromEntries([...resolution.variables].map(([name, { value }]) => [name, value]));
}

function backend(lines: string): string {
  return `services:\n  backend:\n    build: ./backend\n${lines.replace(/^/gm, "    ")}\n`;
}

it.each([
  ["a mapping", 'environment:\n  A: "1"\n  B: two', { A: "1", B: "two" }],
  ["a list", 'environment:\n  - A=1\n  - "B=two"', { A: "1", B: "two" }],
  [
    "numbers and truth values",
    "environment:\n  A: 1\n  B: true\n  C: 1.50",
    { A: "1", B: "true", C: "1.50" },
  ],
  ["a flow mapping", "environment: { A: x, B: 'y' }", { A: "x", B: "y" }],
  ["an empty environment", "environment:", {}],
  ["a value over several lines", "environment:\n  A: >-\n    one\n    two", { A: "one two" }],
])("reads %s", (_, lines, expected) => {
  expect(values(resolve(backend(lines)))).toEqual(expected);
});

it("follows anchors and merge keys, under the service's own entries", () => {
  const text = `x-otel: &otel\n  A: shared\n  B: shared\n${backend("environment:\n  <<: *otel\n  B: own")}`;
  expect(values(resolve(text))).toEqual({ A: "shared", B: "own" });
});

it("takes from the shell before .env, and says which it was", () => {
  const files = { "docker-compose.yml": backend("environment:\n  A: ${K}"), ".env": "# first\nK=dotenv\n" };
  expect(values(resolve(files))).toEqual({ A: "dotenv" });
  const resolution = resolve(files, { K: "shell" });
  expect(values(resolution)).toEqual({ A: "shell" });
  expect(resolution.ok && resolution.variables.get("A")).toMatchObject({
    origin: { kind: "compose", file: "docker-compose.yml", line: 5 },
    written: "${K}",
    interpolations: [{ name: "K", from: { kind: "shell" }, line: 5 }],
  });
});

it("knows the line in .env that a value came from", () => {
  const resolution = resolve({
    "docker-compose.yml": backend("environment:\n  A: ${K}"),
    ".env": "\n\nK=1\n",
  });
  expect(resolution.ok && resolution.variables.get("A")?.interpolations[0]?.from).toEqual({
    kind: "dotenv",
    file: ".env",
    line: 3,
  });
});

it("lets .env feed only what the compose file asks for", () => {
  expect(
    values(resolve({ "docker-compose.yml": backend("environment:\n  A: 1"), ".env": "SECRET=1" })),
  ).toEqual({ A: "1" });
});

it("puts environment over env_file, and later env_files over earlier ones", () => {
  const files = {
    "docker-compose.yml": backend(
      "env_file:\n  - one.env\n  - path: ./two.env\n    required: true\nenvironment:\n  C: compose",
    ),
    "one.env": "A=1\nB=1\nC=1\n",
    "two.env": "B=2\nK=${A:-none}\n",
  };
  expect(values(resolve(files))).toEqual({ A: "1", B: "2", C: "compose", K: "none" });
});

it("passes the shell's value through an entry without one, and says when there is none", () => {
  const text = backend("environment:\n  - A\n  - B");
  const resolution = resolve(text, { A: "1" });
  expect(values(resolution)).toEqual({ A: "1" });
  expect(resolution.ok && resolution.unset).toEqual([
    { name: "B", file: "docker-compose.yml", line: 6, passThrough: true },
  ]);
});

it("lays an override file and an extended service over one another as Compose does", () => {
  const files = {
    "docker-compose.yml": `services:\n  base:\n    environment: { A: base, B: base }\n  backend:\n    extends: base\n    environment: { B: own }\n`,
    "docker-compose.override.yml": "services:\n  backend:\n    environment: { C: override }\n",
  };
  expect(values(resolve(files))).toEqual({ A: "base", B: "own", C: "override" });
});

it.each([
  ["a variable that is not set", "environment:\n  A: ${K}", "unset-variable", 5],
  ["a dollar that was meant as one", "environment:\n  A: cost$K", "swallowed-dollar", 5],
  ["quotation marks in a list entry", 'environment:\n  - A="1"', "kept-quotes", 5],
  ["a key that Compose does not know", "env:\n  A: 1", "unknown-key", 4],
])("tells of %s, with its line", (_, lines, kind, line) => {
  const resolution = resolve(backend(lines));
  expect(resolution.ok && resolution.problems).toMatchObject([{ kind, line, file: "docker-compose.yml" }]);
});

it.each<[string, Files | string, string, number | undefined]>([
  ["no file at all", {}, "no-file", undefined],
  ["a file of another name", { "docker_compose.yml": "services:" }, "no-file", undefined],
  ["a tab", "services:\n\tbackend:\n", "malformed-yaml", 2],
  ["a key that stands twice", backend("environment:\n  A: 1\n  A: 2"), "malformed-yaml", 6],
  ["an open quotation mark", 'services:\n  backend:\n    image: "x\n', "malformed-yaml", 3],
  ["a list instead of a mapping", "- services", "not-a-mapping", undefined],
  ["no services", "volumes: {}\n", "no-services", undefined],
  ["another service only", "services:\n  backnd:\n    image: x\n", "no-such-service", undefined],
  ["both styles at once", backend("environment:\n  - A: 1\n"), "environment-shape", 5],
  ["a list as a value", backend("environment:\n  A: [1]"), "environment-shape", 5],
  ["a demand that is not met", backend("environment:\n  A: ${K:?set it}"), "required-variable", 5],
  [
    "a demand in a service beside it",
    `${backend("environment: {}")}  other:\n    image: \${TAG:?which}\n`,
    "required-variable",
    6,
  ],
  ["an env_file that is not there", backend("env_file: gone.env"), "env-file-missing", 4],
])("stops at %s, as Compose would", (_, files, kind, line) => {
  const resolution = resolve(files);
  expect(resolution).toMatchObject({ ok: false, problem: { kind, ...(line && { line }) } });
});

it("suggests the service that was meant", () => {
  const resolution = resolve("services:\n  backnd:\n    image: x\n");
  expect(resolution.ok ? "" : resolution.problem.message).toContain("Rename backnd to backend");
});
