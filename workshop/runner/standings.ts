import { readChecklist, type Box } from "../course/read-checklist.ts";
import type { Step } from "../course/step.ts";
import { hashOfFilesJudged } from "./hash-of-files-judged.ts";
import { readJournal } from "./pick-step.ts";

export type Standing = "done" | "changed" | "open";

/** What the journal says of each step, and whether the files are still those that were judged. */
export function standingsOf(root: string, steps: readonly Step[]): Standing[] {
  const slugs = steps.map(({ slug }) => slug);
  const boxes = readChecklist(readJournal(root) ?? "", slugs);
  const hash = boxes.size > 0 ? hashOfFilesJudged(root) : "";
  return steps.map(({ slug }) => standingOf(boxes.get(slug), hash));
}

/** A box that the learner ticked by hand has no proof to compare. */
function standingOf(box: Box | undefined, hash: string): Standing {
  if (!box?.ticked) return "open";
  return box.proof && box.proof.hash !== hash ? "changed" : "done";
}
