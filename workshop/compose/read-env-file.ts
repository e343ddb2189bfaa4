import { ComposeStop, type ComposeProblem } from "./compose-problem.ts";
import { interpolate, type Known, type Lookup, type Origin, type Substitution } from "./interpolate.ts";
import { parseDotenv, type DotenvEntry } from "./parse-dotenv.ts";
import { tellSubstitution } from "./tell-substitution.ts";

export interface EnvFileValue extends Known {
  /** As it stands in the file, behind the equals sign. */
  readonly written: string;
  readonly substitutions: readonly Substitution[];
}

export interface EnvFileInput {
  readonly text: string;
  /** Path from the repository's root. */
  readonly file: string;
  readonly kind: "dotenv" | "env-file";
  /** What a variable in a value stands for; entries of the file itself come after this. */
  readonly lookup: Lookup;
  /** What files before this one gave. */
  readonly earlier?: ReadonlyMap<string, Known>;
  /** Names that are set, to suggest the one that was meant. */
  readonly names: () => Iterable<string>;
  readonly problems: ComposeProblem[];
}

/** The values that a `.env` or an `env_file` gives, later ones over earlier ones. Stops where Compose refuses the file. */
export function readEnvFile(input: EnvFileInput): Map<string, EnvFileValue> {
  const { text, file, problems } = input;
  const known = new Map<string, EnvFileValue>();
  const dotenv = parseDotenv(text);
  for (const { line, message, advice, stops } of dotenv.problems) {
    const problem = { file, line, message: `${file}:${line}: ${message}. ${advice}` };
    if (stops) throw new ComposeStop({ ...problem, kind: "dotenv-stops" });
    problems.push({ ...problem, kind: "dotenv-line" });
  }
  for (const entry of dotenv.entries) {
    const value = valueOf(entry, input, known);
    if (value) known.set(entry.name, value);
  }
  return known;
}

function valueOf(
  entry: DotenvEntry,
  { file, kind, lookup, earlier, names, problems }: EnvFileInput,
  known: ReadonlyMap<string, Known>,
): EnvFileValue | undefined {
  const { name, line, rawValue: written } = entry;
  const origin: Origin = { kind, file, line };
  if (entry.passesThrough) {
    const passed = lookup(name);
    return passed && { value: passed.value, origin: passed.origin, written: "", substitutions: [] };
  }
  if (!entry.interpolates) return { value: entry.value, origin, written, substitutions: [] };
  const replaced = interpolate(entry.value, (each) => lookup(each) ?? known.get(each) ?? earlier?.get(each));
  if (!replaced.ok)
    throw new ComposeStop({
      kind: "dotenv-stops",
      file,
      line,
      message: `${file}:${line}: ${replaced.message}`,
    });
  const set = [...names(), ...known.keys()];
  for (const substitution of replaced.substitutions)
    problems.push(...tellSubstitution(substitution, { file, line, variable: name, names: set }));
  return { value: replaced.value, origin, written, substitutions: replaced.substitutions };
}
