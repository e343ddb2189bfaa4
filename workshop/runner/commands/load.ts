import type { Command, Context } from "../context.ts";
import { recordLoad, type RecordedLoad } from "../record-load.ts";
import { requirePackages } from "../require-packages.ts";
import { UserFacingError } from "../user-facing-error.ts";

/** Sends seeded traffic to the learner's backend and keeps its traces as the run `week2`. */
export const load: Command = async (context) => {
  const { root, env: shell, terminal } = context;
  const seed = askedSeed(context);
  await requirePackages(context, "backend");
  terminal.progress("Starting the backend");
  const recorded = await recordLoad({
    root,
    shell,
    ...(seed !== undefined && { seed }),
    onProgress: (sent, of) => terminal.progress(`Sending requests: ${sent} of ${of}`),
  }).finally(() => terminal.progress(""));
  sayWhatCame(context, recorded);
  return 0;
};

function askedSeed({ args }: Context): number | undefined {
  const text = args.options["seed"];
  if (text === undefined) return undefined;
  const seed = Number(text);
  if (Number.isInteger(seed) && Math.abs(seed) < 2 ** 31) return seed;
  throw new UserFacingError({
    what: `${String(text)} is no seed: it must be a whole number.`,
    next: "npm run load -- --seed 2",
    exitCode: 2,
  });
}

/** No counts of what step 07 asks for: those are to be found in the traces. */
function sayWhatCame({ terminal }: Context, { answered, spans, durationMs }: RecordedLoad): void {
  const unanswered = answered.filter(({ error }) => error !== undefined).length;
  const { paint, glyph } = terminal.look;
  terminal.print(
    `${paint.green(glyph.passed)} Traffic of ${(durationMs / 1000).toFixed(1)} s was sent to your backend; its traces are kept as the run week2.`,
  );
  if (unanswered > 0) terminal.print(`${paint.yellow(glyph.advice)} ${unanswered} requests got no answer.`);
  const has = (name: string) => spans.some(({ fields }) => fields[name] !== undefined);
  if (!has("app.result_length"))
    terminal.print(
      `${paint.yellow(glyph.advice)} No span has app.result_length. That is step 6; load again after it.`,
    );
  else if (!has("app.user_id")) terminal.print("The spans do not name users yet; that is step 9.");
  terminal.print("Next: npm run traces -- --run week2");
}
