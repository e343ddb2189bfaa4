import type { ComposeProblem } from "./compose-problem.ts";
import { pairsOf } from "./pairs-of.ts";
import type { World } from "./world.ts";

/** What Compose would read, and the workshop does not. */
export function beyondTheFiles({ files, lookup }: World): ComposeProblem[] {
  const included = files.flatMap((file): ComposeProblem[] => {
    const pair = pairsOf(file, file.root).find(({ key }) => key === "include");
    if (!pair) return [];
    const line = file.lineOf(pair.keyNode);
    const message = `${file.path}:${line}: the workshop does not follow include. Put the services into ${file.path} itself.`;
    return [{ kind: "other-files", file: file.path, line, message }];
  });
  const [{ path = "" } = {}] = files;
  const named = ["COMPOSE_FILE", "COMPOSE_ENV_FILES"].flatMap((name): ComposeProblem[] => {
    const known = lookup(name);
    if (!known?.value) return [];
    const undo = known.origin.kind === "shell" ? `unset ${name}` : `take it out of .env`;
    const message = `${name} is set, so docker compose reads other files than the workshop does. Undo it: ${undo}.`;
    return [{ kind: "other-files", file: path, variable: name, message }];
  });
  return [...included, ...named];
}
