import type { ComposeProblem } from "./compose-problem.ts";
import type { Substitution } from "./interpolate.ts";
import { looksLikeKey, maskKey } from "./mask-key.ts";
import { nearestWord } from "./nearest-word.ts";

export interface Place {
  readonly file: string;
  readonly line: number;
  /** The variable in whose value it stands. */
  readonly variable: string;
  /** Names that are set, to suggest the one that was meant. */
  readonly names: readonly string[];
  /** The `env_file` that sets the name, where the service has one. */
  readonly envFile?: string;
}

/** What is to be said of a name that is set nowhere; nothing where Compose would say nothing either. */
export function tellSubstitution(substitution: Substitution, place: Place): ComposeProblem[] {
  const { name, from, operator, swallowed } = substitution;
  if (from !== undefined || operator !== undefined) return [];
  const { file, line, variable } = place;
  const tell = (kind: ComposeProblem["kind"], says: string): ComposeProblem[] => [
    { kind, file, line, variable, message: `${file}:${line}: ${says}` },
  ];
  if (looksLikeKey(name))
    return tell(
      "key-as-name",
      `the key itself (${maskKey(name)}) stands where the name of a variable belongs. Write \${HONEYCOMB_API_KEY} here, and put the key into .env.`,
    );
  if (swallowed)
    return tell(
      "swallowed-dollar",
      `$${name} in ${variable} was taken for a variable, which is not set, so it vanishes. For a dollar sign write $$.`,
    );
  return tell("unset-variable", whyUnset(name, place));
}

function whyUnset(name: string, { names, envFile, file, variable }: Place): string {
  const empty = `${variable} gets an empty text in its place`;
  if (envFile !== undefined && envFile !== file)
    return `${name} stands in ${envFile}, but an env_file feeds the service only, not \${…} in this file, so ${empty}. Write ${name}=… into .env.`;
  const near =
    name.length > 3
      ? nearestWord(
          name,
          names.filter((each) => each.length > 3),
        )
      : undefined;
  const advice = near === undefined ? `Write ${name}=… into .env.` : `There is ${near}: is that the one?`;
  return `${name} is not set in this shell nor in .env, so ${empty}. ${advice}`;
}
