import type { ComposeProblem, Origin, ResolvedVariable } from "../../compose/resolve-service.ts";
import { resolveBackend } from "../../lab/resolve-backend.ts";
import { clean } from "../clean.ts";
import type { Command } from "../context.ts";
import { shownValue } from "../shown-value.ts";
import { toPlain, type Look } from "../terminal.ts";
import { UserFacingError } from "../user-facing-error.ts";
import { columns, wrap } from "../wrap.ts";

/** The variables that the backend really gets, and where each comes from. */
export const env: Command = async ({ root, env: shell, terminal }) => {
  const { look } = terminal;
  const compose = resolveBackend(root, shell);
  if (!compose.ok) throw new UserFacingError({ what: withPlace(compose.problem), next: "npm run env" });
  terminal.print(look.paint.bold(`What ${compose.file} gives the backend`));
  renderVariables([...compose.variables.values()], look).forEach(terminal.print);
  for (const problem of compose.problems) {
    terminal.print(
      wrap(`${look.paint.yellow(look.glyph.advice)} ${clean(withPlace(problem))}`, {
        width: look.width,
        first: "  ",
        rest: "    ",
      }),
    );
  }
  terminal.print("Next: npm run check:step");
  return 0;
};

function withPlace({ message, file, line }: ComposeProblem): string {
  return line === undefined || message.includes(`${file}:${line}`) ? message : `${message} (${file}:${line})`;
}

/** A table where it fits; else each place stands below its variable. */
function renderVariables(variables: readonly ResolvedVariable[], { fancy, width, paint }: Look): string[] {
  // The terminal would do this too, but only after the columns are counted.
  const plain = (text: string) => (fancy ? text : toPlain(text));
  if (variables.length === 0) return ["  no variables yet"];
  const rows = variables.map((variable) => ({ said: plain(saidOf(variable)), from: placesOf(variable) }));
  const column = Math.max(...rows.map(({ said }) => columns(said)).filter((length) => length <= 72), 20);
  return rows.map(({ said, from }) => {
    const gap = " ".repeat(Math.max(2, column - columns(said) + 2));
    const line = `  ${said}${gap}${paint.dim(from)}`;
    return columns(line) <= width ? line : `  ${said}\n      ${paint.dim(from)}`;
  });
}

function saidOf({ name, value }: ResolvedVariable): string {
  return `${name}=${clean(shownValue(name, value)).replaceAll("\n", "\\n")}`;
}

/** Its own place, and that of each variable which went into it. */
function placesOf({ origin, interpolations }: ResolvedVariable): string {
  const inside = interpolations.map(({ name, from, usedDefault }) => {
    if (from) return `${name} from ${placeOf(from)}`;
    return usedDefault ? `${name} by its default` : `${name} is not set`;
  });
  return [placeOf(origin), ...inside].join(", ");
}

function placeOf({ kind, file, line }: Origin): string {
  return kind === "shell" || !file ? "your shell" : `${file}${line ? `:${line}` : ""}`;
}
