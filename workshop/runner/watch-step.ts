import { readAnswers } from "../course/read-answers.ts";
import type { Step } from "../course/step.ts";
import { checkStep, type CheckOptions, type CheckOutcome } from "./check-step.ts";
import { readJournal } from "./pick-step.ts";
import { RUN_STAMP } from "./run-stamp.ts";
import { watchFiles } from "./watch-files.ts";

export interface WatchStepOptions extends Pick<CheckOptions, "root" | "shell" | "steps" | "cache"> {
  readonly step: Step;
  /** Ends the watching when aborted. */
  readonly signal: AbortSignal;
  /** Told before each check what was saved; nothing before the first. */
  readonly onBegin: (files: readonly string[]) => void;
  readonly onOutcome: (outcome: CheckOutcome) => void;
  /** A check that could not be made; the next save makes another. */
  readonly onError: (error: unknown) => void;
}

/** What a check may depend on, from the repository’s root. */
export const WATCHED = [
  "backend",
  "frontend",
  "docker-compose.yml",
  "docker-compose.override.yml",
  "compose.yml",
  "compose.yaml",
  ".env",
  "journal",
  RUN_STAMP,
];
const JOURNAL = "journal/week2.md";

/** Checks a step again after every save until the signal. */
export async function watchStep(options: WatchStepOptions): Promise<void> {
  const { root, shell, steps, step, cache, signal } = options;
  let saved = Promise.withResolvers<readonly string[]>();
  let answers = answersOf(root);
  const watching = watchFiles({
    root,
    paths: WATCHED,
    settleMs: 10,
    onChange(files) {
      // The tick that a passed check writes is no save of the learner's.
      const before = answers;
      answers = answersOf(root);
      if (files.some((file) => file !== JOURNAL) || answers !== before) saved.resolve(files);
    },
  });
  const aborted = new Promise<undefined>((resolve) =>
    signal.addEventListener("abort", () => resolve(undefined)),
  );
  try {
    let files: readonly string[] | undefined = [];
    while (files && !signal.aborted) {
      saved = Promise.withResolvers();
      options.onBegin(files);
      const outcome = checkStep({ root, shell, steps, step, cache });
      const done = await Promise.race([
        outcome.then(options.onOutcome, options.onError).then(() => true),
        aborted,
      ]);
      files = done ? await Promise.race([saved.promise, aborted]) : undefined;
    }
  } finally {
    watching.close();
  }
}

function answersOf(root: string): string {
  try {
    return JSON.stringify(readAnswers(readJournal(root) ?? ""));
  } catch {
    return "";
  }
}
