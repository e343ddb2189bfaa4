import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { renderFinding } from "../runner/render-finding.ts";
import { openTerminal } from "../runner/terminal.ts";
import { courseCopy } from "./course-copy.ts";
import { AUTOMATIONS, DEVCONTAINER, HAS_MOBY, TASKS } from "./documented-keys.ts";
import { installLine } from "./install-line.ts";
import { COURSE } from "./course-folder.ts";

type Tree = Record<string, any>;

const COMPOSE = "raw.githubusercontent.com/compose-spec/compose-spec/master/schema/compose-spec.json";
const GITPOD = "gitpod.io/schemas/gitpod-schema.json";

interface Place {
  readonly path: string;
  /** A published schema by its address, or one that is written down from documentation. */
  readonly schema: string | object;
  /** A key that nobody knows there, or a value that is not allowed. */
  readonly odd: (file: Tree) => unknown;
}

const FILES: Readonly<Record<string, Place>> = {
  "an unknown key of .gitpod.yml": {
    path: ".gitpod.yml",
    schema: GITPOD,
    odd: (file) => (file["task"] = []),
  },
  "an unknown key of a port of .gitpod.yml": {
    path: ".gitpod.yml",
    schema: GITPOD,
    odd: ({ ports }) => (ports[0].onOpened = "notify"),
  },
  "an unknown value in .gitpod.yml": {
    path: ".gitpod.yml",
    schema: GITPOD,
    odd: ({ ports }) => (ports[0].onOpen = "preview"),
  },
  "an unknown key of a service": {
    path: "docker-compose.yml",
    schema: COMPOSE,
    odd: ({ services }) => (services.backend.env = {}),
  },
  "an unknown key of the solution's service": {
    path: "solution/02-compose-env-vars/docker-compose.yml",
    schema: COMPOSE,
    odd: ({ services }) => (services.receiver.port = []),
  },
  "an unknown key at the edge of compose.local.yml": {
    path: "compose.local.yml",
    schema: COMPOSE,
    odd: (file) => (file["service"] = {}),
  },
  "an unknown key beside the collector": {
    path: "compose.collector.yml",
    schema: COMPOSE,
    odd: ({ services }) => (services.jaeger.port = []),
  },
  "an unknown key of a port of devcontainer.json": {
    path: ".devcontainer/devcontainer.json",
    schema: DEVCONTAINER,
    odd: ({ portsAttributes }) => (portsAttributes["4318"].onOpen = "notify"),
  },
  "an unknown option of docker-in-docker": {
    path: ".devcontainer/devcontainer.json",
    schema: DEVCONTAINER,
    odd: ({ features }) => (features[Object.keys(features)[0] as string].Moby = false),
  },
  "an unknown key of a secret": {
    path: ".devcontainer/devcontainer.json",
    schema: DEVCONTAINER,
    odd: ({ secrets }) => (secrets.HONEYCOMB_API_KEY.value = "x"),
  },
  "an unknown key of an Ona service": {
    path: ".ona/automations.yaml",
    schema: AUTOMATIONS,
    odd: ({ services }) => (services.workshop.port = 4318),
  },
  "an unknown key of an editor's task": {
    path: ".vscode/tasks.json",
    schema: TASKS,
    odd: ({ tasks }) => (tasks[0].problemMatchers = []),
  },
};

it.each(Object.entries(FILES))(
  "accepts the file as it is, and refuses %s",
  { timeout: 60_000 },
  async (_, { path, schema, odd }) => {
    const problems = await validator(schema);
    const file = read(path);
    expect(problems(file)).toEqual([]);
    odd(file);
    expect(problems(file)).not.toEqual([]);
  },
);

it("opens the same ports everywhere, and only by npm scripts that exist", () => {
  const gitpod = read(".gitpod.yml");
  const devcontainer = read(".devcontainer/devcontainer.json");
  const ona = read(".ona/automations.yaml");
  const ports = [4318, 4567, 3000];
  expect(gitpod["ports"].map(({ port }: Tree) => port)).toEqual(ports);
  expect(devcontainer["forwardPorts"]).toEqual(ports);
  expect(Object.keys(devcontainer["portsAttributes"]).map(Number).sort()).toEqual([...ports].sort());

  const commands: string[] = [
    ...gitpod["tasks"].flatMap(({ init, command }: Tree) => [init, command]),
    devcontainer["postCreateCommand"],
    devcontainer["postAttachCommand"],
    ...Object.values(ona["services"] as Tree).flatMap(({ commands }) => Object.values(commands)),
    ...Object.values(ona["tasks"] as Tree).map(({ command }) => command),
    ...read(".vscode/tasks.json")["tasks"].map(({ script, command }: Tree) => command ?? `npm run ${script}`),
  ].filter(Boolean);
  const { scripts } = read("package.json");
  const odd = commands.filter((command) => {
    const script = /^npm (?:run )?([\w:-]+)( -- .*)?$/.exec(command)?.[1];
    return script !== "ci" && scripts[script ?? ""] === undefined;
  });
  expect(odd).toEqual([]);
});

it("names the Debian release of its container, and installs no Moby where that has none", () => {
  const { image, features } = read(".devcontainer/devcontainer.json");
  const release = /^mcr\.microsoft\.com\/devcontainers\/typescript-node:\d+-(\w+)$/.exec(image)?.[1] ?? "";
  expect(Object.keys(HAS_MOBY)).toContain(release);
  const [docker] = Object.values<Tree>(features);
  expect(docker?.["moby"] !== false && !HAS_MOBY[release]).toBe(false);
});

it("starts nothing without a key that it would start with one", () => {
  for (const path of ["docker-compose.yml", "compose.local.yml", "compose.collector.yml"])
    expect(readText(path), path).not.toMatch(/\$\{\w+:?\?/);
});

it("puts every package that the receiver imports into its image", async () => {
  const { metafile } = await build({
    entryPoints: [join(COURSE, "workshop/runner/commands/receiver.ts")],
    bundle: true,
    write: false,
    metafile: true,
    packages: "external",
    platform: "node",
    format: "esm",
    splitting: true,
    outdir: "unused",
    logLevel: "silent",
  });
  // What is loaded by and by, such as a course's checks, is not in the container, or was done while it was built.
  const outputs = Object.entries(metafile.outputs);
  const first = outputs.find(([, { entryPoint }]) => entryPoint?.endsWith("receiver.ts"));
  const seen = new Set<string>();
  const packages = new Set<string>();
  const follow = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const { path, kind, external } of metafile.outputs[name]?.imports ?? []) {
      if (kind !== "import-statement") continue;
      if (!external) follow(path);
      else if (!path.startsWith("node:")) packages.add(path);
    }
  };
  follow(first?.[0] ?? "");
  const image = readText("workshop/Dockerfile");
  expect([...packages].filter((name) => !image.includes(`/node_modules/${name} `))).toEqual([]);
  expect([...packages]).toContain("yaml");
});

it("gives the collector pipelines only of parts that it has", () => {
  const file = read("collector.yml");
  for (const pipeline of Object.values(file["service"].pipelines as Tree))
    for (const kind of ["receivers", "processors", "exporters"])
      expect(Object.keys(file[kind])).toEqual(expect.arrayContaining(pipeline[kind]));
  for (const { endpoint } of Object.values(file["receivers"].otlp.protocols as Tree))
    expect(endpoint).toMatch(/^0\.0\.0\.0:/);
});

it("finds file and line of a mistake in what a check really prints", { timeout: 60_000 }, async () => {
  await using course = await courseCopy({ env: { NO_COLOR: "1", HONEYCOMB_API_KEY: "practice-abcdefgh" } });
  const compose = join(course.root, "docker-compose.yml");
  writeFileSync(compose, readText("docker-compose.yml").replace("      OTEL_LOG_LEVEL", "\tOTEL_LOG_LEVEL"));
  const { stdout } = await course.workshop("check:step", "2");
  expect(problemsIn(stdout)).toEqual([
    { file: "docker-compose.yml", line: 16, message: expect.stringContaining("not valid YAML") },
  ]);
});

it("finds the place that stands below a message as well", () => {
  const finding = {
    id: "any",
    severity: "wrong",
    message: "The span is never ended.",
    file: "backend/src/services/home-activities.ts",
    line: 7,
    fix: "span.end()",
    learn: "steps/05-custom-span/README.md",
  } as const;
  const { look } = openTerminal(process.stdout, { NO_COLOR: "1" });
  expect(problemsIn(renderFinding(finding, look, "      "))).toEqual([
    { file: "backend/src/services/home-activities.ts", line: 7, message: "The span is never ended." },
  ]);
});

/** What VS Code would list: each matcher of each task, on every line, and on every pair of lines. */
function problemsIn(output: string) {
  const lines = output.split(/\r?\n/);
  const [task] = read(".vscode/tasks.json")["tasks"];
  return task.problemMatcher.flatMap(({ pattern }: Tree) => {
    const patterns: Tree[] = Array.isArray(pattern) ? pattern : [pattern];
    return lines.flatMap((_, start) => {
      const found: Tree = {};
      for (const [offset, { regexp, ...parts }] of patterns.entries()) {
        const match = new RegExp(regexp).exec(lines[start + offset] ?? "");
        if (!match) return [];
        for (const [name, group] of Object.entries(parts)) found[name] = match[group];
      }
      return [{ file: found["file"], line: Number(found["line"]), message: found["message"] }];
    });
  });
}

async function validator(schema: string | object): Promise<(file: unknown) => unknown[]> {
  const modules = await installLine("schemas");
  const Ajv = createRequire(join(modules, "ajv/package.json"))("ajv/dist/2019").default;
  const published = (path: string) =>
    JSON.parse(readFileSync(join(modules, "schemastore/schemas/json", path), "utf8"), withoutOldId);
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const { $schema: _, ...plain } = typeof schema === "string" ? published(schema) : schema;
  const validate = ajv.compile(plain);
  return (file) => (validate(file) ? [] : validate.errors);
}

/** Compose's schema still names its parts as JSON Schema did before it said "$id". */
function withoutOldId(key: string, value: unknown): unknown {
  return key === "id" && typeof value === "string" ? undefined : value;
}

/** The files are JSON without comments, or YAML. */
function read(path: string): Tree {
  return parse(readText(path)) as Tree;
}

function readText(path: string): string {
  return readFileSync(join(COURSE, path), "utf8");
}
