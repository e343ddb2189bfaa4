import { COMMANDS, type CommandEntry } from "./commands.ts";
import type { Context, ExitCode } from "./context.ts";
import { nearestWord } from "../compose/nearest-word.ts";
import { sweep } from "../lab/sweep.ts";
import { courseRoot } from "./project.ts";
import { readArguments } from "./read-arguments.ts";
import { explainError } from "./explain-error.ts";
import { openTerminal } from "./terminal.ts";
import { UserFacingError } from "./user-facing-error.ts";

export type World = Omit<Context, "args" | "terminal">;

/** Runs one command and says how it went; a mistake in it becomes a message, never a stack trace. */
export async function run(argv: readonly string[], given: Partial<World> = {}): Promise<ExitCode> {
  const world = { ...thisWorld(), ...given };
  for (const stream of [world.stdout, world.stderr]) stream.on("error", ignoreClosedPipe);
  try {
    const [name = "progress", ...words] = argv;
    const entry = find(name);
    const args = readArguments(name, entry, words, world.env);
    sweep(world.root);
    const command = await entry.load();
    // With --json or --csv, standard output holds one document; whatever else is said goes beside it.
    const said = args.options["json"] || args.options["csv"] ? world.stderr : world.stdout;
    return await command({ ...world, args, terminal: openTerminal(said, world.env) });
  } catch (error) {
    return explainError(error, openTerminal(world.stderr, world.env), world.root);
  }
}

function thisWorld(): World {
  const { env, stdout, stderr } = process;
  return { root: courseRoot(), env, stdout, stderr, now: () => new Date() };
}

function find(name: string): CommandEntry {
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry) return entry;
  const near = nearestWord(name, Object.keys(COMMANDS));
  throw new UserFacingError({
    what: `There is no command ${name}. ${near ? `The nearest is ${near}.` : `There are: ${Object.keys(COMMANDS).join(", ")}.`}`,
    next: COMMANDS[near ?? "progress"]?.usage ?? "npm run progress",
    exitCode: 2,
  });
}

/** Whoever reads us, such as `head`, may stop early. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
