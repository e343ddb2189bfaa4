import type { ComposeProblem } from "./compose-problem.ts";
import { declaredEnvironment, type Declared } from "./declared-environment.ts";
import type { Known, Lookup, Substitution } from "./interpolate.ts";
import { readEnvFile, type EnvFileValue } from "./read-env-file.ts";
import { readRawEnvFile } from "./read-raw-env-file.ts";
import type { Interpolation, ResolvedVariable } from "./resolution.ts";
import { stopAtMissing, type NamedEnvFile } from "./service-env-files.ts";
import type { Layer } from "./service-layers.ts";
import { tellSubstitution } from "./tell-substitution.ts";
import type { Notes, World } from "./world.ts";

/**
 * The environment of a service: `environment` beats `env_file`, and a name alone that is set nowhere takes even the
 * `env_file`'s value away (compose-spec, "environment").
 */
export function serviceVariables(
  world: World,
  layers: readonly Layer[],
  envFiles: readonly NamedEnvFile[],
  notes: Notes,
): Map<string, ResolvedVariable> {
  const declared = declaredEnvironment(layers, world.lookup);
  const own = new Map([...declared].map(([name, entry]) => [name, resolved(entry, world.lookup)]));
  const fromFiles = readEnvFiles(world, envFiles, own, notes.problems);
  const variables = new Map<string, ResolvedVariable>();
  for (const [name, value] of fromFiles) if (!own.has(name)) variables.set(name, fromFile(name, value));
  for (const [name, variable] of own) if (variable) variables.set(name, variable);
  for (const entry of declared.values()) note(entry, own.get(entry.name), world, fromFiles, notes);
  return variables;
}

function resolved(entry: Declared, lookup: Lookup): ResolvedVariable | undefined {
  const { name, value, written, style, file, line } = entry;
  const interpolations = withLine(entry.substitutions, line);
  if (value !== undefined)
    return { name, value, origin: { kind: "compose", file, line }, written, style, interpolations };
  const known = lookup(name);
  return (
    known && {
      name,
      value: known.value,
      origin: known.origin,
      written,
      style: "pass-through",
      interpolations,
    }
  );
}

function fromFile(name: string, { value, origin, written, substitutions }: EnvFileValue): ResolvedVariable {
  const interpolations = withLine(substitutions, origin.line ?? 1);
  return { name, value, origin, written, style: "env_file", interpolations };
}

function withLine(substitutions: readonly Substitution[], line: number): Interpolation[] {
  return substitutions.map((substitution) => ({ ...substitution, line }));
}

function readEnvFiles(
  world: World,
  envFiles: readonly NamedEnvFile[],
  own: ReadonlyMap<string, Known | undefined>,
  problems: ComposeProblem[],
): Map<string, EnvFileValue> {
  const all = new Map<string, EnvFileValue>();
  // Within an env_file the shell and .env come first, then the service's own variables, then what was read before.
  const lookup: Lookup = (name) => world.lookup(name) ?? own.get(name) ?? undefined;
  for (const named of envFiles) {
    const { path, raw } = named;
    const text = world.read(path);
    if (text === undefined) {
      if (named.required) stopAtMissing(named);
      continue;
    }
    const names = () => [...world.names, ...own.keys(), ...all.keys()];
    const values = raw
      ? readRawEnvFile(text, path, lookup)
      : // What `.env` says of itself has been told already.
        readEnvFile({
          text,
          file: path,
          kind: "env-file",
          lookup,
          earlier: all,
          names,
          problems: path === ".env" ? [] : problems,
        });
    for (const [name, value] of values) all.set(name, value);
  }
  return all;
}

function note(
  entry: Declared,
  variable: ResolvedVariable | undefined,
  world: World,
  fromFiles: ReadonlyMap<string, EnvFileValue>,
  { problems, unset }: Notes,
): void {
  const { name, file, line } = entry;
  problems.push(...entry.problems);
  for (const substitution of entry.substitutions) {
    const envFile = fromFiles.get(substitution.name)?.origin.file;
    const place = { file, line, variable: name, names: world.names, ...(envFile && { envFile }) };
    const told = tellSubstitution(substitution, place);
    problems.push(...told);
    if (told.length > 0) unset.push({ name: substitution.name, file, line, passThrough: false });
  }
  if (variable || entry.problems.some(({ kind }) => kind === "colon-for-equals")) return;
  unset.push({ name, file, line, passThrough: true });
  const message = `${file}:${line}: ${name} is to come from this shell or from .env, and neither has it, so the service does not get it. Write ${name}=… into .env.`;
  problems.push({ kind: "unset-variable", file, line, variable: name, message });
}
