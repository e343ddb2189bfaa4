import { askedPort } from "../asked-port.ts";
import { openCompanions } from "../companions.ts";
import type { Command, Context } from "../context.ts";
import { onInterrupt } from "../on-interrupt.ts";
import { openPort } from "../open-port.ts";
import { pickStep } from "../pick-step.ts";
import { publicUrl } from "../public-url.ts";
import { requirePackages } from "../require-packages.ts";
import { supervise } from "../supervise.ts";
import { UserFacingError } from "../user-facing-error.ts";

const PORT = 4567;

/** Runs the backend, and what belongs beside it, until Ctrl-C. */
export const start: Command = async (context) => {
  const { root, env, stdout, terminal } = context;
  const wanted = askedPort(context, PORT, "npm start -- --port 4568");
  await requirePackages(context, "backend");
  const port = await openPort(wanted);
  if (port === undefined) {
    throw new UserFacingError({
      what: `Ports ${wanted} to ${wanted + 19} are all taken by other programs.`,
      next: `npm start -- --port ${wanted + 1000}`,
      exitCode: 2,
    });
  }
  if (port !== wanted)
    terminal.print(`Port ${wanted} is taken by another program, so the backend gets ${port}.`);
  const companions = await openCompanions(context, port);
  greet(context, port, companions.greeting);
  using interrupted = onInterrupt(() => terminal.print("\nStopping; once more ends it at once."));
  await supervise({
    root,
    shell: env,
    port,
    turn: companions.turn,
    signal: interrupted.signal,
    hurry: interrupted.hurry,
    say: (text) => terminal.print(text),
    onOutput: (text) => stdout.write(text),
  });
  await companions.close();
  terminal.print(`Stopped. Next: ${nextCommand(root)}`);
  return 0;
};

function greet({ root, env, terminal }: Context, port: number, more: readonly string[]): void {
  const { step } = pickStep(root, undefined);
  terminal.print(`Backend     ${publicUrl(port, env)}/api/activities/home`);
  more.forEach((line) => terminal.print(line));
  terminal.print(`Lesson      steps/${step.slug}/README.md`);
  terminal.print("Each save starts the backend again; Ctrl-C stops it.");
  terminal.print(`Next, in another terminal: npm run check:step ${step.number}`);
}

function nextCommand(root: string): string {
  return `npm run check:step ${pickStep(root, undefined).step.number}`;
}
