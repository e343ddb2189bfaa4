import { expect, it } from "vitest";
import { composeWith, problemsOf, resolveFiles, valuesOf, type Files } from "./build-compose.ts";
import { resolveService } from "./resolve-service.ts";

const KEY = `hcaik_${"0".repeat(58)}`;

it.each<[string, string, Record<string, string>]>([
  ["a mapping", 'environment:\n  A: "1"\n  B: two', { A: "1", B: "two" }],
  ["a list", 'environment:\n  - A=1\n  - "B=two"\n  - C=', { A: "1", B: "two", C: "" }],
  ["a flow mapping", "environment: { A: x, B: 'y' }", { A: "x", B: "y" }],
  ["a flow list", "environment: [A=x, 'B=y']", { A: "x", B: "y" }],
  ["an empty mapping", "environment: {}", {}],
  ["no environment at all", "ports: []", {}],
  ["a name that stands twice in a list", "environment:\n  - A=1\n  - A=2", { A: "2" }],
  ["an equals sign in a value", "environment:\n  - A=b=c", { A: "b=c" }],
])("reads %s", (_, lines, expected) => {
  expect(valuesOf(resolveFiles(composeWith(lines)))).toEqual(expected);
});

it("interpolates a whole list entry, its name too, and no key of a mapping", () => {
  const shell = { N: "NAME", PAIR: "P=7" };
  const list = composeWith("environment:\n  - ${N}=1\n  - ${PAIR}\n  - A=${GONE:-a=b}");
  expect(valuesOf(resolveFiles(list, shell))).toEqual({ NAME: "1", P: "7", A: "a=b" });
  expect(valuesOf(resolveFiles(composeWith("environment:\n  $N: 1"), shell))).toEqual({ $N: "1" });
});

it.each([
  ["under the service's own entries", "environment:\n  <<: *otel\n  B: own", { A: "shared", B: "own" }],
  ["also when they come first", "environment:\n  B: own\n  <<: *otel", { A: "shared", B: "own" }],
  [
    "the first of several winning",
    "environment:\n  <<: [*otel, *more]",
    { A: "shared", B: "shared", C: "more" },
  ],
  ["and an alias for all of it", "environment: *otel", { A: "shared", B: "shared" }],
])("follows anchors and merge keys, %s", (_, lines, expected) => {
  const extensions = "x-otel: &otel\n  A: shared\n  B: shared\nx-more: &more\n  A: more\n  C: more\n";
  expect(valuesOf(resolveFiles(extensions + composeWith(lines)))).toEqual(expected);
});

it("merges a service from an extension", () => {
  const text = "x-s: &s\n  environment: { A: 1 }\nservices:\n  backend:\n    <<: *s\n    image: x\n";
  expect(valuesOf(resolveFiles(text))).toEqual({ A: "1" });
});

it("takes from the shell before .env, and says which it was", () => {
  const files = {
    "docker-compose.yml": composeWith("environment:\n  A: ${K}"),
    ".env": "# first\nK=dotenv\n",
  };
  expect(valuesOf(resolveFiles(files))).toEqual({ A: "dotenv" });
  const resolution = resolveFiles(files, { K: "shell" });
  expect(valuesOf(resolution)).toEqual({ A: "shell" });
  expect(resolution.ok && resolution.variables.get("A")).toMatchObject({
    origin: { kind: "compose", file: "docker-compose.yml", line: 5 },
    written: "${K}",
    style: "map",
    interpolations: [{ name: "K", from: { kind: "shell" }, line: 5 }],
  });
});

it("lets even an empty text in the shell beat .env", () => {
  const files = { "docker-compose.yml": composeWith("environment:\n  A: ${K}"), ".env": "K=dotenv\n" };
  expect(valuesOf(resolveFiles(files, { K: "" }))).toEqual({ A: "" });
});

it("knows the line in .env that a value came from", () => {
  const resolution = resolveFiles({
    "docker-compose.yml": composeWith("environment:\n  A: ${K}"),
    ".env": "\n\nK=1\n",
  });
  expect(resolution.ok && resolution.variables.get("A")?.interpolations[0]?.from).toEqual({
    kind: "dotenv",
    file: ".env",
    line: 3,
  });
});

it.each<[string, string, string, Record<string, string>]>([
  ["an entry above", "B=2\nK=$B", "2", {}],
  ["an entry below, which comes too late", "K=[$B]\nB=2", "[]", {}],
  ["the shell, before the file's own", "B=2\nK=$B", "s", { B: "s" }],
  ["a default", "K=${B:-d}", "d", {}],
  ["nothing, between single quotation marks", "B=2\nK='$B'", "$B", {}],
  ["nothing, behind a backslash", 'B=2\nK="a\\$B"', "a$B", {}],
])("replaces a variable within .env by %s", (_, dotenv, value, shell) => {
  const files = { "docker-compose.yml": composeWith("environment:\n  A: ${K}"), ".env": dotenv };
  expect(valuesOf(resolveFiles(files, shell))).toEqual({ A: value });
});

it("lets .env feed only what the compose file asks for", () => {
  const files = { "docker-compose.yml": composeWith("environment:\n  A: 1"), ".env": "SECRET=1" };
  expect(valuesOf(resolveFiles(files))).toEqual({ A: "1" });
});

it.each<[string, string, Record<string, string>]>([
  ["as a text", "env_file: one.env", { A: "1", B: "1", C: "1" }],
  ["as a list, the last one winning", "env_file: [one.env, ./two.env]", { A: "1", B: "2", C: "1", K: "1" }],
  ["as mappings", "env_file:\n  - path: one.env\n    required: true", { A: "1", B: "1", C: "1" }],
  ["that is not there and need not be", "env_file:\n  - path: gone.env\n    required: false", {}],
  ["under environment", "env_file: one.env\nenvironment:\n  C: own\n  A: ''", { A: "", B: "1", C: "own" }],
  [
    "under a name alone that nothing sets",
    "env_file: one.env\nenvironment:\n  A:\n  B: own",
    { B: "own", C: "1" },
  ],
  ["named by a variable", "env_file: ${GONE:-one.env}", { A: "1", B: "1", C: "1" }],
  ["raw", "env_file:\n  - path: raw.env\n    format: raw", { R: "'$x' # all" }],
])("reads an env_file %s", (_, lines, expected) => {
  const files = {
    "docker-compose.yml": composeWith(lines),
    "one.env": "A=1\nB='1'\nC=1\n",
    "two.env": "B=2\nK=${A:-none}\n",
    "raw.env": "R='$x' # all\n",
  };
  expect(valuesOf(resolveFiles(files))).toEqual(expected);
});

it("says where in an env_file a value stands, and what went into it", () => {
  const files = { "docker-compose.yml": composeWith("env_file: one.env"), "one.env": "\nA=x${K} # why\n" };
  const resolution = resolveFiles(files, { K: "k" });
  expect(resolution.ok && resolution.variables.get("A")).toEqual({
    name: "A",
    value: "xk",
    origin: { kind: "env-file", file: "one.env", line: 2 },
    written: "x${K} # why",
    style: "env_file",
    interpolations: [{ name: "K", from: { kind: "shell" }, usedDefault: false, swallowed: false, line: 2 }],
  });
});

it.each(["environment:\n  - A\n  - B", "environment:\n  A:\n  B: ~"])(
  "passes a name alone through in %j",
  (lines) => {
    const resolution = resolveFiles({ "docker-compose.yml": composeWith(lines), ".env": "A=1" });
    expect(valuesOf(resolution)).toEqual({ A: "1" });
    expect(resolution).toMatchObject({
      unset: [{ name: "B", file: "docker-compose.yml", line: 6, passThrough: true }],
      problems: [{ kind: "unset-variable", line: 6, variable: "B" }],
    });
    expect(resolution.ok && resolution.variables.get("A")).toMatchObject({
      style: "pass-through",
      origin: { kind: "dotenv", file: ".env", line: 1 },
    });
  },
);

it.each<[string, string, Record<string, string>]>([
  ["adds and replaces entries", "environment: [B=2, C=3]", { A: "1", B: "2", C: "3" }],
  ["takes a value away by a name alone", "environment:\n      A:", { B: "1" }],
  ["changes nothing when it is empty", "environment:", { A: "1", B: "1" }],
  ["resets one entry", "environment:\n      A: !reset null", { B: "1" }],
  ["resets all of them", "environment: !reset {}", {}],
  ["puts others in their place", "environment: !override\n      C: 3", { C: "3" }],
])("reads an override file that %s", (_, lines, expected) => {
  const files = {
    "docker-compose.yml": composeWith("environment: { A: 1, B: 1 }"),
    "docker-compose.override.yml": `services:\n  backend:\n    ${lines}\n`,
  };
  expect(valuesOf(resolveFiles(files))).toEqual(expected);
});

it("takes several documents in one file as if they were several files", () => {
  const text = `${composeWith("environment: { A: 1 }")}---\nservices:\n  backend:\n    environment: { B: 2 }\n`;
  expect(valuesOf(resolveFiles(text))).toEqual({ A: "1", B: "2" });
});

it.each<[string, Files, Record<string, string>]>([
  [
    "a service beside it",
    {
      "docker-compose.yml":
        service("base", "environment: { A: base, B: base }") +
        service("backend", "extends: base\n    environment: { B: own }"),
    },
    { A: "base", B: "own" },
  ],
  [
    "a service that extends another",
    {
      "docker-compose.yml":
        service("a", "environment: { A: a, B: a }") +
        service("b", "extends: { service: a }\n    environment: { B: b }") +
        service("backend", "extends: b"),
    },
    { A: "a", B: "b" },
  ],
  [
    "a service of another file, and its env_file",
    {
      "docker-compose.yml": service("backend", "extends: { file: sub/more.yml, service: base }"),
      "sub/more.yml": `services:\n${service("base", "env_file: e.env\n    environment: { A: base }")}`,
      "sub/e.env": "E=1",
    },
    { A: "base", E: "1" },
  ],
])("extends %s", (_, files, expected) => {
  const text = `services:\n${files["docker-compose.yml"]}`;
  expect(valuesOf(resolveFiles({ ...files, "docker-compose.yml": text }))).toEqual(expected);
});

function service(name: string, lines: string): string {
  return `  ${name}:\n    image: x\n    ${lines}\n`;
}

it.each([
  [["docker-compose.yaml", "docker-compose.yml"], "docker-compose.yml"],
  [["docker-compose.yml", "compose.yml"], "compose.yml"],
  [["compose.yml", "compose.yaml"], "compose.yaml"],
])("takes of %j the file that Compose takes, and tells of the other", (names, taken) => {
  const files = Object.fromEntries(
    names.map((name) => [name, composeWith(`environment: { FROM: ${name} }`)]),
  );
  const resolution = resolveFiles(files);
  expect(valuesOf(resolution)).toEqual({ FROM: taken });
  expect(problemsOf(resolution)).toMatchObject([{ kind: "several-files", file: taken }]);
});

it.each<[string, string, string, number]>([
  ["a variable that is not set", "environment:\n  A: ${K}", "unset-variable", 5],
  ["a variable in capitals that is not set", "environment:\n  A: x=$KEY", "unset-variable", 5],
  ["a dollar that was meant as one", "environment:\n  A: cost$K", "swallowed-dollar", 5],
  ["a dollar in a password", "environment:\n  A: pa$sword", "swallowed-dollar", 5],
  ["a key instead of its name", `environment:\n  A: x=\${${KEY}}`, "key-as-name", 5],
  ["quotation marks in a list entry", 'environment:\n  - A="1"', "kept-quotes", 5],
  ["quotation marks around the key", 'environment:\n  - A=x-honeycomb-team="1"', "kept-quotes", 5],
  ["quotation marks twice", "environment:\n  A: '\"1\"'", "kept-quotes", 5],
  ["a blank behind the equals sign", "environment:\n  - A= 1", "kept-blank", 5],
  ["a colon in a list entry", "environment:\n  - A:1", "colon-for-equals", 5],
  ["env instead of environment", "env:\n  A: 1", "unknown-key", 4],
  ["enviroment", "enviroment:\n  A: 1", "unknown-key", 4],
  ["a service that does not start", "profiles: [debug]", "profiles", 4],
])("tells of %s, with its line", (_, lines, kind, line) => {
  const problems = problemsOf(resolveFiles(composeWith(lines)));
  expect(problems).toMatchObject([{ kind, line, file: "docker-compose.yml" }]);
  expect(problems[0]?.message).not.toContain(KEY);
});

it("says no more of an entry that a later one replaces", () => {
  expect(problemsOf(resolveFiles(composeWith("environment:\n  - A=${GONE}\n  - A=1")))).toEqual([]);
});

it.each<[string, Files, string]>([
  [
    "the name in .env that was meant",
    {
      "docker-compose.yml": composeWith("environment:\n  A: ${HONEYCOMB_API_KEY}"),
      ".env": "HONEYCOMB_APIKEY=1",
    },
    "docker-compose.yml:5: HONEYCOMB_API_KEY is not set in this shell nor in .env, so A gets an empty text in its place. There is HONEYCOMB_APIKEY: is that the one?",
  ],
  [
    "that an env_file does not feed the compose file",
    { "docker-compose.yml": composeWith("env_file: one.env\nenvironment:\n  A: ${KEY}"), "one.env": "KEY=1" },
    "docker-compose.yml:6: KEY stands in one.env, but an env_file feeds the service only, not ${…} in this file, so A gets an empty text in its place. Write KEY=… into .env.",
  ],
  [
    "of a dollar that vanishes in .env",
    { "docker-compose.yml": composeWith("environment: {}"), ".env": "PASSWORD=pa$word" },
    ".env:1: $word in PASSWORD was taken for a variable, which is not set, so it vanishes. For a dollar sign write $$.",
  ],
  [
    "of a shell that makes Compose read other files",
    { "docker-compose.yml": composeWith("environment: {}"), ".env": "COMPOSE_FILE=other.yml" },
    "COMPOSE_FILE is set, so docker compose reads other files than the workshop does. Undo it: take it out of .env.",
  ],
])("tells %s", (_, files, message) => {
  expect(problemsOf(resolveFiles(files)).map((problem) => problem.message)).toEqual([message]);
});

it.each<[string, Files | string, string, number | undefined]>([
  ["no file at all", {}, "no-file", undefined],
  ["a file of another name", { "docker_compose.yml": "services:" }, "no-file", undefined],
  ["an empty file", "# nothing yet\n", "not-a-mapping", undefined],
  ["a list instead of a mapping", "- services", "not-a-mapping", 1],
  ["a tab", "services:\n\tbackend:\n", "malformed-yaml", 2],
  [
    "a key that stands twice behind an empty line",
    "services:\n  backend: {}\nvolumes:\n  traces:\n\nservices: {}\n",
    "malformed-yaml",
    6,
  ],
  ["a key that stands twice", composeWith("environment:\n  A: 1\n  A: 2"), "malformed-yaml", 6],
  ["an open quotation mark", 'services:\n  backend:\n    image: "x\n', "malformed-yaml", 3],
  ["a colon too many", composeWith("environment:\n  A: x: y"), "malformed-yaml", 5],
  ["a colon too few", composeWith("environment:\n  A: 1\n  B=2"), "malformed-yaml", 6],
  ["a value that begins with @", composeWith("environment:\n  A: @x"), "malformed-yaml", 5],
  ["an alias without an anchor", composeWith("environment: *gone"), "malformed-yaml", 4],
  ["a mapping that merges itself", composeWith("environment: &e\n  <<: *e"), "malformed-yaml", 5],
  ["a merge of something else", composeWith("environment:\n  <<: 5"), "malformed-yaml", 5],
  ["no services", "volumes: {}\n", "no-services", undefined],
  ["services without anything", "services:\n", "no-services", 1],
  ["a list of services", "services:\n  - backend\n", "no-services", 1],
  ["service instead of services", "service:\n  backend: {}\n", "no-services", 1],
  ["another service only", "services:\n  backnd:\n    image: x\n", "no-such-service", undefined],
  ["a service without anything", "services:\n  backend:\n", "service-shape", 2],
  [
    "a variable among the services",
    `${composeWith("environment: {}")}  OTEL_SERVICE_NAME: b\n`,
    "service-shape",
    5,
  ],
  ["a variable beside environment", composeWith("environment: {}\nOTEL_SERVICE_NAME: b"), "unknown-key", 5],
  ["environment at the left edge", `${composeWith("ports: []")}environment:\n  A: 1\n`, "unknown-key", 5],
  ["a key that Compose does not know", composeWith("volume: []"), "unknown-key", 4],
  ["an environment without entries", composeWith("environment:"), "environment-shape", 4],
  ["entries without a blank", composeWith("environment:\n  A:1\n  B:2"), "environment-shape", 5],
  ["a mapping in a list", composeWith("environment:\n  - A: 1\n"), "environment-shape", 5],
  ["a number in a list", composeWith("environment:\n  - 5"), "environment-shape", 5],
  ["a list as a value", composeWith("environment:\n  A: [1]"), "environment-shape", 5],
  ["a number as a name", composeWith("environment:\n  5: x"), "environment-shape", 5],
  ["a blank before the equals sign", composeWith("environment:\n  - A = 1"), "blank-before-equals", 5],
  ["an unreadable interpolation", composeWith("environment:\n  A: ${K"), "bad-interpolation", 5],
  ["a demand that is not met", composeWith("environment:\n  A: ${K:?set it}"), "required-variable", 5],
  ["a demand in a label", composeWith("labels:\n  l: ${K:?set it}"), "required-variable", 5],
  [
    "a demand in a service beside it",
    `${composeWith("environment: {}")}  other:\n    image: \${TAG:?which}\n`,
    "required-variable",
    6,
  ],
  ["an env_file that is not there", composeWith("env_file: gone.env"), "env-file-missing", 4],
  ["an env_file without a name", composeWith("env_file:"), "env-file-shape", 4],
  ["an env_file in no known form", composeWith("env_file: { path: x }"), "env-file-shape", 4],
  ["an extended service that is not there", composeWith("extends: gone"), "extends", 4],
  [
    "services that extend each other",
    composeWith("extends: other") + "  other:\n    extends: backend\n",
    "extends",
    4,
  ],
  [
    "a .env that Compose refuses",
    { "docker-compose.yml": composeWith("environment: {}"), ".env": "A=1\nset B=2\n" },
    "dotenv-stops",
    2,
  ],
])("stops at %s, as Compose would", (_, files, kind, line) => {
  const resolution = resolveFiles(files);
  expect(resolution).toMatchObject({ ok: false, problem: { kind, ...(line && { line }) } });
});

it.each<[string, Files | string, string]>([
  [
    "the service that was meant",
    "services:\n  backnd:\n    image: x\n",
    "docker-compose.yml has no service called backend. It has: backnd. Rename backnd to backend.",
  ],
  [
    "the file that was meant",
    { "docker_compose.yml": "" },
    'There is no docker-compose.yml, but a file called docker_compose.yml. Rename it: mv "docker_compose.yml" docker-compose.yml',
  ],
  [
    "the key that was meant",
    composeWith("env:\n  A: 1"),
    "docker-compose.yml:4: Compose knows no key env under a service (backend). It is called environment.",
  ],
  [
    "where a variable belongs",
    composeWith("environment: {}\nOTEL_SERVICE_NAME: b"),
    "docker-compose.yml:5: OTEL_SERVICE_NAME stands beside environment instead of under it. Indent it as the other variables.",
  ],
  [
    "how an entry is written",
    composeWith("environment:\n  A=1"),
    'docker-compose.yml:5: these are no entries yet. Write each as "NAME: value", with a blank behind the colon, or as "- NAME=value".',
  ],
  [
    "what a line of .env has to be",
    { "docker-compose.yml": composeWith("environment: {}"), ".env": "KEY abc" },
    ".env:1: the line is not of the form NAME=value. A note begins with #.",
  ],
])("tells %s", (_, files, message) => {
  expect(problemsOf(resolveFiles(files)).map((problem) => problem.message)).toEqual([message]);
});

it("tells of a file that cannot be read, and of a folder in its place", () => {
  const failing = (code: string, at: string) =>
    resolveService({
      service: "backend",
      shell: {},
      readText: (path) => {
        if (path === at) throw Object.assign(new Error("no"), { code });
        return path === "docker-compose.yml" ? composeWith("environment: { A: 1 }") : undefined;
      },
    });
  expect(failing("EACCES", "docker-compose.yml")).toMatchObject({
    problem: { kind: "unreadable-file", message: expect.stringContaining("chmod u+r") },
  });
  expect(failing("EACCES", ".env")).toMatchObject({ problem: { kind: "unreadable-file", file: ".env" } });
  expect(failing("EISDIR", ".env")).toMatchObject({ ok: true });
});

it("shows no key in any message, wherever it was pasted", () => {
  const places = [
    composeWith(`environment:\n  - ${KEY}`),
    composeWith(`environment:\n  A: x-honeycomb-team=${KEY} \${`),
    composeWith(`environment:\n  A: \${K:?not ${KEY}}`),
    composeWith(`environment:\n  A: [${KEY}`),
    composeWith(`${KEY}: 1`),
    `services:\n  ${KEY}:\n    image: x\n`,
    `${KEY}: 1`,
    composeWith(`env_file: ${KEY}.env`),
    composeWith(`extends: ${KEY}`),
  ];
  for (const text of places) {
    const problems = problemsOf(resolveFiles(text));
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toContain(KEY);
  }
});

it("knows what else the files say of each service, whichever form it has", () => {
  const text = composeWith(
    'ports:\n  - "${PORT:-4567}:4567"\n  - { published: 1, target: 2 }\nvolumes: ["./backend:/app"]\ncommand: [node, server.js]\nenv_file: []',
  );
  const resolution = resolveFiles(
    `${text}  front:\n    image: x\n    build: { context: ./front }\n    environment: { A: 1 }\n`,
  );
  expect(resolution).toMatchObject({
    ok: true,
    serviceLine: 2,
    services: ["backend", "front"],
    facts: {
      build: "./backend",
      command: "node server.js",
      ports: ["4567:4567", "1:2"],
      volumes: ["./backend:/app"],
      envFiles: [],
    },
  });
  if (!resolution.ok) return;
  expect(resolution.facts.keys.get("command")).toBe(8);
  expect(resolution.allFacts.get("front")).toMatchObject({ build: "./front", image: "x" });
  expect(resolution.otherServices.get("front")?.get("A")?.value).toBe("1");
});

it("reads a file with a byte order mark and Windows line endings", () => {
  const text = `\uFEFF${composeWith("environment:\n  A: 1\n  B: ${K:-two}")}`.replaceAll("\n", "\r\n");
  expect(valuesOf(resolveFiles(text))).toEqual({ A: "1", B: "two" });
});

it("is not held up by aliases that multiply", () => {
  const levels = Array.from(
    { length: 30 },
    (_, level) => `x-${level + 1}: &a${level + 1}\n  <<: [*a${level}, *a${level}]\n`,
  );
  const text = `x-0: &a0\n  A: 1\n${levels.join("")}${composeWith("environment: *a30")}`;
  expect(valuesOf(resolveFiles(text))).toEqual({ A: "1" });
});
