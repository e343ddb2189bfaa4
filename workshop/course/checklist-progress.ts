import { readChecklist, type Box } from "./read-checklist.ts";
import type { Step } from "./step.ts";

/** `changed`: it passed once, and the files that were judged are others now. */
export type Standing = "done" | "changed" | "open";

export interface ChecklistProgress {
  readonly steps: readonly { readonly step: Step; readonly standing: Standing }[];
  /** The first open step, if one is left. */
  readonly next: Step | undefined;
}

/** How far the journal says that the learner came. A box ticked by hand has no proof that could have aged. */
export function checklistProgress(
  markdown: string,
  steps: readonly Step[],
  isChanged: (slug: string, hash: string) => boolean,
): ChecklistProgress {
  const slugs = steps.map(({ slug }) => slug);
  const boxes = readChecklist(markdown, slugs);
  const stands = steps.map((step) => ({
    step,
    standing: standingOf(step.slug, boxes.get(step.slug), isChanged),
  }));
  return { steps: stands, next: stands.find(({ standing }) => standing === "open")?.step };
}

function standingOf(
  slug: string,
  box: Box | undefined,
  isChanged: (slug: string, hash: string) => boolean,
): Standing {
  if (!box?.ticked) return "open";
  return box.proof && isChanged(slug, box.proof.hash) ? "changed" : "done";
}
