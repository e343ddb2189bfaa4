import { parseArgs } from "node:util";
import type { CommandEntry } from "./commands.ts";
import type { Arguments } from "./context.ts";
import { nearestWord } from "../compose/nearest-word.ts";
import { UserFacingError } from "./user-facing-error.ts";

/** What stands behind a command, or an error that names the nearest right word. */
export function readArguments(
  name: string,
  entry: CommandEntry,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Arguments {
  const { values, positionals, tokens } = parseArgs({
    args: [...words],
    options: entry.options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const known = entry.options[token.name];
    if (!known) throw unknownOption(token.rawName, entry);
    if (known.type === "string" && !token.value) throw misused(`${token.rawName} needs a value.`, entry);
    if (known.type === "boolean" && token.value !== undefined)
      throw misused(`${token.rawName} takes no value.`, entry);
  }
  const [query, ...more] = positionals;
  if (more.length > 0)
    throw misused(`One step at a time: ${positionals.join(" ")} are ${positionals.length} words.`, entry);
  return { query, options: { ...eatenByNpm(name, entry, env), ...values } };
}

/** Without `--`, npm keeps an option for itself and leaves only a variable. */
function eatenByNpm(
  name: string,
  { options }: CommandEntry,
  env: NodeJS.ProcessEnv,
): Record<string, string | boolean> {
  if (env["npm_lifecycle_event"] !== name) return {};
  const eaten = Object.entries(options).flatMap(([option, { type }]): [string, string | boolean][] => {
    const value = env[`npm_config_${option}`];
    if (!value) return [];
    return type === "boolean" ? (value === "true" ? [[option, true]] : []) : [[option, value]];
  });
  return Object.fromEntries(eaten);
}

function unknownOption(rawName: string, entry: CommandEntry): UserFacingError {
  const near = nearestWord(rawName.replace(/^-+/, ""), Object.keys(entry.options));
  return misused(`There is no option ${rawName}${near ? `; the nearest is --${near}` : ""}.`, entry);
}

function misused(what: string, { usage }: CommandEntry): UserFacingError {
  return new UserFacingError({ what, next: usage, exitCode: 2 });
}
