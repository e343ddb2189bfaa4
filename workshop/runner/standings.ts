import { checklistProgress, type Standing } from "../course/checklist-progress.ts";
import type { Step } from "../course/step.ts";
import { hashOfFilesJudged } from "./hash-of-files-judged.ts";
import { readJournal } from "./pick-step.ts";

export type { Standing } from "../course/checklist-progress.ts";

/** What the journal says of each step, and whether the files are still those that were judged. */
export function standingsOf(root: string, steps: readonly Step[]): Standing[] {
  let now: string | undefined;
  const isChanged = (_: string, hash: string) => hash !== (now ??= hashOfFilesJudged(root));
  return checklistProgress(readJournal(root) ?? "", steps, isChanged).steps.map(({ standing }) => standing);
}
