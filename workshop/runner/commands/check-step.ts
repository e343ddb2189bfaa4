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
import { renderAfterTrial, renderBeforeTrial, renderReport } from "../render-report.ts";
import { requirePackages } from "../require-packages.ts";
import { RUN_STAMP } from "../run-stamp.ts";
import { sayTicked } from "../say-ticked.ts";
import { UserFacingError } from "../user-facing-error.ts";
import { writeHelpFile } from "../write-help-file.ts";
import { withProgress } from "../with-progress.ts";

/** Checks one step, once or after every save, and says what is kept, what is not, and what to do about it. */
export const checkStepCommand: Command = async (context) => {
  const { root, env: shell, terminal, stdout, stderr, args } = context;
  const { steps, step } = pickStep(root, args.query);
  const { json, watch, live } = args.options;
  const noTry = args.options["no-try"];
  await requirePackages(context, "backend");
  if (watch) return await checkOnEverySave(context, steps, step);
  const outcome = await withProgress(terminal, `Checking step ${step.number}`, async () => {
    const { checkStep } = await import("../check-step.ts");
    return await checkStep({ root, shell, steps, step, cache: cacheOf(root) });
  });
  const said = live
    ? await withProgress(terminal, "Asking Honeycomb", async () => await askLive(context))
    : undefined;
  for (const { id, error } of outcome.broken)
    stderr.write(`The workshop skipped ${id}, which broke: ${error}\n`);
  const tries = noTry ? undefined : outcome.tryFixes;
  const { report: to } = args.options;
  if (typeof to === "string") {
    const file = writeHelpFile(context, to, outcome);
    terminal.print(
      `Wrote ${file}, with your files in it and without your key. Hand it to somebody who can help.`,
    );
  }
  if (json) {
    const report = withLive((await tries?.()) ?? asUntried(outcome.report), said);
    stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    return exitCodeOf(report.status);
  }
  await show(context, steps, { ...outcome, report: withLive(outcome.report, said) }, tries, said);
  return exitCodeOf(outcome.report.status);
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
    async onOutcome(outcome) {
      last = outcome.report.status;
      await show(context, steps, outcome, args.options["no-try"] ? undefined : outcome.tryFixes);
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

/** Promises and findings at once; where fixes are tried first, they and the rest of the screen when that is done. */
async function show(
  { root, terminal }: Context,
  steps: readonly Step[],
  { report, ticked }: CheckOutcome,
  tries: CheckOutcome["tryFixes"],
  live?: LiveVerdict,
): Promise<void> {
  const step = steps.find(({ slug }) => slug === report.step.slug) as Step;
  const notes = [
    ...(ticked ? [sayTicked(ticked, step.slug)] : []),
    ...(live?.says ? [`Honeycomb ${live.says}`] : []),
  ];
  const around = { nextStep: stepAfter(root, steps, step), ticked: tickedSteps(root, steps), notes };
  if (!tries) return terminal.print(renderReport(report, terminal.look, around));
  terminal.print(renderBeforeTrial(report, terminal.look));
  const tried = await withProgress(terminal, "Trying the fix on a copy of your files", tries);
  terminal.print(renderAfterTrial(tried, report, terminal.look, around));
}

/** No trial was made: each fix is what a rule says. */
function asUntried(report: CheckReport): CheckReport {
  const findings = report.findings.map((finding) =>
    finding.fix === undefined ? finding : { ...finding, tried: "untried" as const },
  );
  return { ...report, findings };
}
