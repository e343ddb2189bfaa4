import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fillAnswer } from "../course/fill-answer.ts";
import { readAnswer } from "../course/read-answer.ts";
import type { Step } from "../course/step.ts";
import { readRecorded } from "../receiver/read-recorded.ts";
import type { Context, ExitCode } from "./context.ts";
import { filesToApply, type AppliedFile } from "./files-to-apply.ts";
import { givePracticeKey, keyInPlace } from "./give-practice-key.ts";
import { readJournal, tickedSteps, type Picked } from "./pick-step.ts";
import { recordLoad } from "./record-load.ts";
import { installOrExplain } from "./require-packages.ts";
import { takeSnapshot } from "./snapshot.ts";
import { stalePackages } from "./stale-packages.ts";
import { computedAnswers, solutionAnswers, type ComputedAnswers } from "./solution-files.ts";
import { withProgress } from "./with-progress.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";
import { writeLearnerFile } from "./write-learner-file.ts";

/** Writes a step's solution, and those of earlier steps that are not done, so that the step passes. */
export async function applySolution(context: Context, { steps, step }: Picked): Promise<ExitCode> {
  const { root, env, terminal, now } = context;
  const done = tickedSteps(root, steps);
  const chosen = steps.filter((each) => each === step || (each.number < step.number && !done.has(each.slug)));
  const files = changes(root, filesToApply(root, steps, chosen, done));
  const answers = missingAnswers(root, staticAnswers(root, chosen));
  const fromRun = await answersFromRun(root, chosen);
  const lacksKey = keyInPlace(root, env) === undefined;
  const stale = stalePackages(root);
  if (files.length + answers.length + fromRun.length + stale.length === 0 && !lacksKey) {
    terminal.print(`Your files already hold the solution of step ${step.number}.`);
    terminal.print(`Next: npm run check:step ${step.number}`);
    return 0;
  }
  takeSnapshot(root, `solution ${step.number}`, now());
  if (chosen.length > 1)
    terminal.print(
      `Steps ${chosen.map(({ number }) => number).join(", ")} are not done yet; their solutions are written together.`,
    );
  for (const { path, content, from } of files) {
    writeLearnerFile(root, path, content);
    terminal.print(`  wrote ${path}${chosen.includes(from) ? "" : alsoNeededBy(from)}`);
  }
  if (lacksKey) terminal.print(`  ${givePracticeKey(root, env).sentence}`);
  for (const { id, answer } of answers) fill(context, id, answer);
  terminal.print("Your files as they were are kept: npm run undo brings them back.");
  for (const folder of stalePackages(root)) await installOrExplain(context, folder);
  if (fromRun.length > 0) await answerFromRun(context, fromRun);
  terminal.print(`Next: npm run check:step ${step.number}`);
  return 0;
}

function changes(root: string, files: readonly AppliedFile[]): (AppliedFile & { content: Buffer })[] {
  return files.flatMap((file) => {
    const content = readFileSync(file.source);
    return read(root, file.path)?.equals(content) ? [] : [{ ...file, content }];
  });
}

function staticAnswers(root: string, chosen: readonly Step[]): Record<string, string> {
  return Object.assign({}, ...chosen.map(({ slug }) => solutionAnswers(root, slug))) as Record<
    string,
    string
  >;
}

/** The solutions whose run is not there or will not do, or whose answers the journal does not hold yet. */
async function answersFromRun(root: string, chosen: readonly Step[]): Promise<ComputedAnswers[]> {
  const all = await Promise.all(chosen.map(async ({ slug }) => await computedAnswers(root, slug)));
  const computed = all.filter((each) => each !== undefined);
  const run = computed.length > 0 ? readRecorded(root).week2 : undefined;
  return computed.filter(
    ({ fits, answers }) => !run || !fits(run.spans) || missingAnswers(root, answers(run.spans)).length > 0,
  );
}

/** Records the run anew only where the one that is there will not do. */
async function answerFromRun(context: Context, computed: readonly ComputedAnswers[]): Promise<void> {
  const { root, env: shell, terminal } = context;
  const recorded = readRecorded(root).week2;
  const fits = recorded !== undefined && computed.every((each) => each.fits(recorded.spans));
  const spans = fits
    ? recorded.spans
    : (await withProgress(terminal, "Recording the run week2", async () => await recordLoad({ root, shell })))
        .spans;
  if (!fits) terminal.print("  recorded the run week2, as npm run load does");
  for (const { answers } of computed) {
    for (const { id, answer } of missingAnswers(root, answers(spans))) fill(context, id, answer);
  }
}

function missingAnswers(root: string, all: Record<string, string>): { id: string; answer: string }[] {
  const journal = readJournal(root);
  // A journal in another encoding would lose its letters by being written back.
  if (journal === undefined || journal.includes("\uFFFD")) return [];
  return Object.entries(all).flatMap(([id, answer]) =>
    readAnswer(journal, id)?.value === "" ? [{ id, answer }] : [],
  );
}

function fill({ root, terminal }: Context, id: string, answer: string): void {
  const journal = readJournal(root);
  if (journal === undefined) return;
  writeFileAtomically(join(root, "journal/week2.md"), fillAnswer(journal, id, answer).markdown);
  terminal.print(`  answered (${id}) in journal/week2.md, marked as taken from the solution`);
}

/** The learner sees more than the solution that they asked for. */
function alsoNeededBy({ number }: Step): string {
  return ` (with what step ${number} adds to it, which is done)`;
}

function read(root: string, path: string): Buffer | undefined {
  try {
    return readFileSync(join(root, path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
