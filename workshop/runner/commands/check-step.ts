import type { Step } from "../../course/step.ts";
import type { CheckReport, CheckStatus } from "../../findings/report.ts";
import { readKey } from "../../lab/read-key.ts";
import { resolveBackend } from "../../lab/resolve-backend.ts";
import type { CheckOutcome } from "../check-step.ts";
import type { Command, Context, ExitCode } from "../context.ts";
import { exitCodeOf } from "../exit-code-of.ts";
import { explainError } from "../explain-error.ts";
import type { LiveVerdict } from "../live/judge-answer.ts";
import { onInterrupt } from "../on-interrupt.ts";
import { pickStep, stepAfter, tickedSteps } from "../pick-step.ts";
import { cacheOf } from "../project.ts";
import { renderReport } from "../render-report.ts";
import { requirePackages } from "../require-packages.ts";
import { RUN_STAMP } from "../run-stamp.ts";
import { sayTicked } from "../say-ticked.ts";
import { UserFacingError } from "../user-facing-error.ts";
import { withProgress } from "../with-progress.ts";

/** Checks one step, once or after every save, and says what is kept, what is not, and what to do about it. */
export const checkStepCommand: Command = async (context) => {
  const { root, env: shell, terminal, stdout, stderr, args } = context;
  const { steps, step } = pickStep(root, args.query);
  const { json, watch, live } = args.options;
  await requirePackages(context, "backend");
  if (watch) return await checkOnEverySave(context, steps, step);
  const outcome = await withProgress(terminal, `Checking step ${step.number}`, async () => {
    const { checkStep } = await import("../check-step.ts");
    return await checkStep({ root, shell, steps, step, cache: cacheOf(root) });
  });
  const said = live
    ? await withProgress(terminal, "Asking Honeycomb", async () => await askLive(context))
    : undefined;
  const { ticked, broken } = outcome;
  for (const { id, error } of broken) stderr.write(`The workshop skipped ${id}, which broke: ${error}\n`);
  const report = withLive(outcome.report, said);
  if (json) stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else
    show(
      context,
      steps,
      { report, broken, ...(ticked && { ticked }) },
      said?.says ? [`Honeycomb ${said.says}`] : [],
    );
  return exitCodeOf(report.status);
};

async function askLive({ root, env }: Context): Promise<LiveVerdict> {
  const [{ askAboutKey }, { judgeAnswer }] = await Promise.all([
    import("../live/ask-about-key.ts"),
    import("../live/judge-answer.ts"),
  ]);
  return judgeAnswer(await askAboutKey(await readKey(root, env), resolveBackend(root, env)));
}

/** The lab plays Honeycomb, so what the real one says explains no failure here: it is told as advice. */
function withLive(report: CheckReport, said: LiveVerdict | undefined): CheckReport {
  const advice = (said?.findings ?? []).map((finding) => ({ ...finding, severity: "advice" as const }));
  return advice.length > 0 ? { ...report, findings: [...report.findings, ...advice] } : report;
}

async function checkOnEverySave(context: Context, steps: readonly Step[], step: Step): Promise<ExitCode> {
  const { root, env: shell, terminal, args } = context;
  if (args.options["json"]) {
    throw new UserFacingError({
      what: "--watch shows a screen after every save, --json prints one document: take one of them.",
      next: `npm run check:step ${step.number} -- --watch`,
      exitCode: 2,
    });
  }
  const { watchStep } = await import("../watch-step.ts");
  using interrupted = onInterrupt(() => {});
  let last: CheckStatus = "unfinished";
  await watchStep({
    root,
    shell,
    steps,
    step,
    cache: cacheOf(root),
    signal: interrupted.signal,
    onBegin: (files) => files.length > 0 && terminal.print(`\n${sayWhatChanged(files)}: checking again.`),
    onOutcome(outcome) {
      last = outcome.report.status;
      show(context, steps, outcome);
      terminal.print("Save a file to check again; Ctrl-C ends.");
    },
    onError: (error) => explainError(error, terminal, root),
  });
  return exitCodeOf(last);
}

function sayWhatChanged(files: readonly string[]): string {
  if (files.includes(RUN_STAMP)) return "The run week2 was recorded anew";
  return `${files.slice(0, 3).join(", ")} saved`;
}

function show(
  { root, terminal }: Context,
  steps: readonly Step[],
  { report, ticked }: CheckOutcome,
  live: readonly string[] = [],
): void {
  const step = steps.find(({ slug }) => slug === report.step.slug) as Step;
  const notes = [...(ticked ? [sayTicked(ticked, step.slug)] : []), ...live];
  const around = { nextStep: stepAfter(root, steps, step), ticked: tickedSteps(root, steps), notes };
  terminal.print(renderReport(report, terminal.look, around));
}
