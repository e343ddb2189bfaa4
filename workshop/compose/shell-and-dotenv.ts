import type { ComposeProblem } from "./compose-problem.ts";
import type { Lookup } from "./interpolate.ts";
import { readEnvFile } from "./read-env-file.ts";
import type { World } from "./world.ts";

/**
 * What a variable in the compose file stands for: the shell beats `.env` (Compose documentation, "Environment variables
 * precedence"), and a text that is empty beats it too.
 */
export function shellAndDotenv(
  shell: Readonly<Record<string, string | undefined>>,
  read: World["read"],
  problems: ComposeProblem[],
): Pick<World, "lookup" | "names"> {
  const ofShell: Lookup = (name) => {
    const value = Object.hasOwn(shell, name) ? shell[name] : undefined;
    return value === undefined ? undefined : { value, origin: { kind: "shell" } };
  };
  const text = read(".env") ?? "";
  const names = () => Object.keys(shell);
  const dotenv = readEnvFile({ text, file: ".env", kind: "dotenv", lookup: ofShell, names, problems });
  return { lookup: (name) => ofShell(name) ?? dotenv.get(name), names: [...dotenv.keys(), ...names()] };
}
