import { isMap, isScalar, isSeq, visit, type Scalar } from "yaml";
import { ComposeStop, type ComposeProblem } from "./compose-problem.ts";
import { interpolate, type Known, type Lookup, type Origin, type Substitution } from "./interpolate.ts";
import { nearestWord } from "./nearest-word.ts";
import { parseDotenv } from "./parse-dotenv.ts";
import { follow, pairsOf, readComposeFile, valueOf, type ComposeFile } from "./read-compose-file.ts";
import { SERVICE_KEYS } from "./service-keys.ts";

export type { ComposeProblem } from "./compose-problem.ts";
export type { Origin } from "./interpolate.ts";

export interface ComposeInput {
  readonly service: string;
  /** The environment in which Compose would be run. */
  readonly shell: Readonly<Record<string, string | undefined>>;
  /** A file's text by its path from the repository's root; `undefined` when there is none. */
  readonly readText: (path: string) => string | undefined;
  /** Names in the repository's root, to tell of a compose file under another name. */
  readonly listNames?: () => readonly string[];
}

export interface Interpolation extends Substitution {
  readonly line: number;
}

/** One variable as the service really gets it. */
export interface ResolvedVariable {
  readonly name: string;
  readonly value: string;
  /** Where the entry stands; for a pass-through, where its value comes from. */
  readonly origin: Origin;
  /** The value as it is written there. */
  readonly written: string;
  readonly style: "map" | "list" | "env_file" | "pass-through";
  readonly interpolations: readonly Interpolation[];
}

export interface ServiceFacts {
  /** Keys that stand under the service, with their lines. */
  readonly keys: ReadonlyMap<string, number>;
  readonly variables: ReadonlyMap<string, ResolvedVariable>;
  readonly envFiles: readonly string[];
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly command?: string;
  readonly build?: string;
}

export type Resolution =
  | {
      readonly ok: true;
      readonly file: string;
      readonly files: readonly string[];
      readonly services: readonly string[];
      readonly serviceLine: number;
      readonly variables: ReadonlyMap<string, ResolvedVariable>;
      /** Names that are used and set nowhere, and pass-through entries without a value. */
      readonly unset: readonly {
        readonly name: string;
        readonly file: string;
        readonly line: number;
        readonly passThrough: boolean;
      }[];
      readonly problems: readonly ComposeProblem[];
      readonly facts: ServiceFacts;
      /** The variables of the other services. */
      readonly otherServices: ReadonlyMap<string, ReadonlyMap<string, ResolvedVariable>>;
    }
  | { readonly ok: false; readonly problem: ComposeProblem };

const FILES = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

/** What `docker compose` would give a service as its environment, each value with the place it came from. */
export function resolveService(input: ComposeInput): Resolution {
  try {
    return resolve(input);
  } catch (error) {
    if (error instanceof ComposeStop) return { ok: false, problem: error.problem };
    throw error;
  }
}

interface World {
  readonly input: ComposeInput;
  readonly files: readonly ComposeFile[];
  readonly lookup: Lookup;
  readonly problems: ComposeProblem[];
  readonly unset: { name: string; file: string; line: number; passThrough: boolean }[];
}

function resolve(input: ComposeInput): Resolution {
  const files = readFiles(input);
  const problems: ComposeProblem[] = [];
  const world: World = { input, files, lookup: lookupOf(input, problems), problems, unset: [] };
  for (const file of files) refuseRequired(world, file);
  const [main] = files as [ComposeFile];
  const names = [
    ...new Set(
      files.flatMap((file) => pairsOf(file, valueOf(file, file.root, "services")).map(({ key }) => key)),
    ),
  ];
  const serviceLine = findService(main, files, names, input.service);
  const facts = readService(world, input.service);
  const others = names.filter((name) => name !== input.service);
  const quiet: World = { ...world, problems: [], unset: [] };
  return {
    ok: true,
    file: main.path,
    files: files.map(({ path }) => path),
    services: names,
    serviceLine,
    variables: facts.variables,
    unset: world.unset,
    problems,
    facts,
    otherServices: new Map(others.map((name) => [name, readService(quiet, name).variables])),
  };
}

function readFiles({ readText, listNames }: ComposeInput): ComposeFile[] {
  for (const path of FILES) {
    const text = readText(path);
    if (text === undefined) continue;
    const override = path.replace(/\.(ya?ml)$/, ".override.$1");
    const more = readText(override);
    return [readComposeFile(path, text), ...(more === undefined ? [] : [readComposeFile(override, more)])];
  }
  const alike = listNames?.().find((name) => /^docker[-_ ]?compose.*\.(ya?ml|txt)$/i.test(name));
  const message = alike
    ? `There is no docker-compose.yml, but a file called ${alike}. Rename it: git mv ${JSON.stringify(alike)} docker-compose.yml`
    : "There is no docker-compose.yml in the repository's root. Bring it back: git checkout -- docker-compose.yml";
  throw new ComposeStop({ kind: "no-file", file: "docker-compose.yml", message });
}

/** The shell beats `.env` (Compose documentation, "Environment variables precedence"). */
function lookupOf({ shell, readText }: ComposeInput, problems: ComposeProblem[]): Lookup {
  const ofShell: Lookup = (name) => {
    const value = shell[name];
    return value === undefined ? undefined : { value, origin: { kind: "shell" } };
  };
  const text = readText(".env");
  const dotenv =
    text === undefined ? new Map<string, Known>() : readEnvFile(text, ".env", "dotenv", ofShell, problems);
  return (name) => ofShell(name) ?? dotenv.get(name);
}

function readEnvFile(
  text: string,
  file: string,
  kind: "dotenv" | "env-file",
  outer: Lookup,
  problems: ComposeProblem[],
): Map<string, Known> {
  const known = new Map<string, Known>();
  const parsed = parseDotenv(text);
  for (const { line, message } of parsed.problems)
    problems.push({ kind: "dotenv-line", file, line, message: `${file}: ${message}.` });
  for (const entry of parsed.entries) {
    const origin: Origin = { kind, file, line: entry.line };
    if (entry.passesThrough) {
      const passed = outer(entry.name);
      if (passed) known.set(entry.name, { value: passed.value, origin });
      continue;
    }
    const replaced = entry.interpolates
      ? interpolate(entry.value, (name) => outer(name) ?? known.get(name))
      : undefined;
    if (replaced && !replaced.ok)
      problems.push({
        kind: "dotenv-line",
        file,
        line: entry.line,
        message: `${file}, line ${entry.line}: ${replaced.message}.`,
      });
    known.set(entry.name, {
      value: replaced ? (replaced.ok ? replaced.value : entry.value) : entry.value,
      origin,
    });
  }
  return known;
}

/** `${NAME:?…}` without a value stops Compose for the whole file, whatever service it stands in. */
function refuseRequired({ lookup }: World, file: ComposeFile): void {
  visit(file.document, {
    Scalar(_, node) {
      if (typeof node.value !== "string" || !node.value.includes("$")) return;
      const replaced = interpolate(node.value, lookup);
      if (replaced.ok) return;
      const line = file.lineOf(node);
      const where = `${file.path}${line ? `:${line}` : ""}`;
      throw new ComposeStop({
        kind: replaced.kind,
        file: file.path,
        ...(line && { line }),
        ...(replaced.name && { variable: replaced.name }),
        message:
          replaced.kind === "required-variable"
            ? `${where} demands ${replaced.name ?? "a variable"}, which is not set: ${replaced.message}`
            : `${where}: ${replaced.message}.`,
      });
    },
  });
}

function findService(
  main: ComposeFile,
  files: readonly ComposeFile[],
  names: readonly string[],
  service: string,
): number {
  if (names.length === 0) {
    throw new ComposeStop({
      kind: "no-services",
      file: main.path,
      message: `${main.path} has no services. It should begin with "services:" and "  ${service}:" below it.`,
    });
  }
  for (const file of files) {
    const pair = pairsOf(file, valueOf(file, file.root, "services")).find(({ key }) => key === service);
    if (pair) return file.lineOf(pair.keyNode) ?? 1;
  }
  const near = nearestWord(service, names);
  const message = `${main.path} has no service called ${service}. It has: ${names.join(", ")}.${near ? ` Rename ${near} to ${service}.` : ""}`;
  throw new ComposeStop({ kind: "no-such-service", file: main.path, message });
}

interface Layer {
  readonly file: ComposeFile;
  readonly node: unknown;
}

function readService(world: World, name: string): ServiceFacts {
  const layers = world.files.flatMap((file) => layersOf(file, name, new Set()));
  const variables = new Map<string, ResolvedVariable>();
  const envFiles = layers.flatMap((layer) => envFilesOf(world, layer));
  for (const { path, required, line, file } of envFiles)
    addEnvFile(world, variables, path, required, file, line);
  for (const layer of layers) addEnvironment(world, variables, layer);
  const keys = new Map<string, number>();
  for (const { file, node } of layers) {
    for (const { key, keyNode } of pairsOf(file, node)) {
      const line = file.lineOf(keyNode) ?? 1;
      keys.set(key, line);
      if (!SERVICE_KEYS.has(key) && !key.startsWith("x-")) tellUnknownKey(world, file, name, key, line);
    }
  }
  const text = (key: string) =>
    layers.map(({ file, node }) => asText(valueOf(file, node, key))).findLast((value) => value !== undefined);
  const list = (key: string) => layers.flatMap(({ file, node }) => asTexts(valueOf(file, node, key)));
  const [command, build] = [text("command"), text("build")];
  return {
    keys,
    variables,
    envFiles: envFiles.map(({ path }) => path),
    ports: list("ports"),
    volumes: list("volumes"),
    ...(command !== undefined && { command }),
    ...(build !== undefined && { build }),
  };
}

/** A service's own mapping, and under it those it extends in the same file. */
function layersOf(file: ComposeFile, name: string, seen: Set<string>): Layer[] {
  const node = valueOf(file, valueOf(file, file.root, "services"), name);
  if (!isMap(node) || seen.has(name)) return [];
  seen.add(name);
  const parent = valueOf(file, node, "extends");
  const base = asText(parent) ?? asText(valueOf(file, parent, "service"));
  const elsewhere = valueOf(file, parent, "file") !== undefined;
  return [...(base !== undefined && !elsewhere ? layersOf(file, base, seen) : []), { file, node }];
}

function envFilesOf(world: World, { file, node }: Layer) {
  const value = valueOf(file, node, "env_file");
  const items = isSeq(value)
    ? value.items.map((item) => follow(file, item))
    : value === undefined
      ? []
      : [value];
  return items.flatMap((item) => {
    const path = asText(item) ?? asText(valueOf(file, item, "path"));
    if (path === undefined) return [];
    const replaced = interpolate(path, world.lookup);
    const required = (valueOf(file, item, "required") as Scalar | undefined)?.value !== false;
    return [
      {
        path: (replaced.ok ? replaced.value : path).replace(/^\.\//, ""),
        required,
        file,
        line: file.lineOf(item) ?? 1,
      },
    ];
  });
}

function addEnvFile(
  world: World,
  variables: Map<string, ResolvedVariable>,
  path: string,
  required: boolean,
  file: ComposeFile,
  line: number,
): void {
  const text = world.input.readText(path);
  if (text === undefined) {
    if (required)
      throw new ComposeStop({
        kind: "env-file-missing",
        file: file.path,
        line,
        message: `${file.path}:${line} names the env_file ${path}, which is not there.`,
      });
    return;
  }
  for (const [name, { value, origin }] of readEnvFile(text, path, "env-file", world.lookup, world.problems)) {
    const written = text.split(/\r?\n/)[(origin.line ?? 1) - 1] ?? "";
    variables.set(name, { name, value, origin, written, style: "env_file", interpolations: [] });
  }
}

function addEnvironment(world: World, variables: Map<string, ResolvedVariable>, { file, node }: Layer): void {
  const environment = valueOf(file, node, "environment");
  if (environment === undefined || (isScalar(environment) && environment.value === null)) return;
  if (isMap(environment)) {
    for (const { key, keyNode, value } of pairsOf(file, environment)) {
      const line = file.lineOf(keyNode) ?? 1;
      if (isScalar(value) && value.value !== null)
        add(world, variables, file, key, asText(value) ?? "", line, "map");
      else if (value === null || isScalar(value)) passThrough(world, variables, file, key, line);
      else stopAtShape(file, line, `${key} has a list or a mapping as its value; a variable holds one text`);
    }
    return;
  }
  if (!isSeq(environment))
    return stopAtShape(file, file.lineOf(environment) ?? 1, "environment is neither a mapping nor a list");
  for (const raw of environment.items) {
    const item = follow(file, raw);
    const line = file.lineOf(item) ?? 1;
    const text = isScalar(item) ? asText(item) : undefined;
    if (text === undefined)
      return stopAtShape(
        file,
        line,
        'environment mixes the two styles: write either "- NAME=value" or "NAME: value", all in one way',
      );
    const equals = text.indexOf("=");
    if (equals < 0) passThrough(world, variables, file, text, line);
    else add(world, variables, file, text.slice(0, equals), text.slice(equals + 1), line, "list");
  }
}

function stopAtShape(file: ComposeFile, line: number, says: string): never {
  throw new ComposeStop({
    kind: "environment-shape",
    file: file.path,
    line,
    message: `${file.path}:${line}: ${says}.`,
  });
}

function add(
  world: World,
  variables: Map<string, ResolvedVariable>,
  file: ComposeFile,
  name: string,
  written: string,
  line: number,
  style: "map" | "list",
): void {
  const replaced = interpolate(written, world.lookup);
  if (!replaced.ok) return;
  for (const substitution of replaced.substitutions) tellUnset(world, file, line, name, substitution);
  if (style === "list" && /^(["']).*\1$/.test(written)) {
    world.problems.push({
      kind: "kept-quotes",
      file: file.path,
      line,
      variable: name,
      message: `${file.path}:${line}: in a list entry the quotation marks become part of ${name}'s value.`,
    });
  }
  const interpolations = replaced.substitutions.map((substitution) => ({ ...substitution, line }));
  variables.set(name, {
    name,
    value: replaced.value,
    origin: { kind: "compose", file: file.path, line },
    written,
    style,
    interpolations,
  });
}

function tellUnset(
  world: World,
  file: ComposeFile,
  line: number,
  variable: string,
  { name, from, operator, bare }: Substitution,
): void {
  if (from !== undefined || operator !== undefined) return;
  world.unset.push({ name, file: file.path, line, passThrough: false });
  world.problems.push({
    kind: bare ? "swallowed-dollar" : "unset-variable",
    file: file.path,
    line,
    variable,
    message: bare
      ? `${file.path}:${line}: $${name} in ${variable} was taken for a variable, which is not set. For a dollar sign write $$.`
      : `${file.path}:${line}: ${name} is not set in this shell nor in .env, so ${variable} gets an empty text in its place.`,
  });
}

function passThrough(
  world: World,
  variables: Map<string, ResolvedVariable>,
  file: ComposeFile,
  name: string,
  line: number,
): void {
  const known = world.lookup(name);
  if (!known) {
    world.unset.push({ name, file: file.path, line, passThrough: true });
    world.problems.push({
      kind: "unset-variable",
      file: file.path,
      line,
      variable: name,
      message: `${file.path}:${line} passes ${name} through, but neither this shell nor .env has it.`,
    });
    variables.delete(name);
    return;
  }
  variables.set(name, {
    name,
    value: known.value,
    origin: known.origin,
    written: name,
    style: "pass-through",
    interpolations: [],
  });
}

function tellUnknownKey(world: World, file: ComposeFile, service: string, key: string, line: number): void {
  const near = /^envs?$|^env_?vars?$/i.test(key) ? "environment" : nearestWord(key, [...SERVICE_KEYS]);
  world.problems.push({
    kind: "unknown-key",
    file: file.path,
    line,
    variable: key,
    message: `${file.path}:${line}: Compose knows no key ${key} under a service (${service}).${near ? ` It is called ${near}.` : ""}`,
  });
}

/** A scalar as Compose makes a text of it. */
function asText(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null || node.value === undefined) return undefined;
  if (typeof node.value === "number") return node.source ?? String(node.value);
  return String(node.value);
}

function asTexts(node: unknown): string[] {
  return isSeq(node) ? node.items.flatMap((item) => asText(item) ?? []) : [];
}
