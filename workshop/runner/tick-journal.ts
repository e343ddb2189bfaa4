import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readChecklist } from "../course/read-checklist.ts";
import { tick, type Proof } from "../course/tick.ts";
import type { CheckReport } from "../findings/report.ts";
import { hashOfFilesJudged } from "./hash-of-files-judged.ts";
import { saveStepState } from "./step-state.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

export type Ticked = "ticked" | "renewed" | "no-box" | "no-journal" | "not-utf8";

/** Ticks the passed step's box and renews the proof of earlier ticked steps that passed on the same evidence. */
export function tickJournal(options: {
  readonly root: string;
  readonly report: CheckReport;
  readonly alsoPassed: readonly string[];
  readonly at: Date;
}): Ticked {
  const { root, report, alsoPassed, at } = options;
  const file = join(root, "journal/week2.md");
  if (!existsSync(file)) return "no-journal";
  const bytes = readFileSync(file);
  const before = bytes.toString("utf8");
  // Written back, bytes of another encoding would be lost.
  if (!Buffer.from(before).equals(bytes)) return "not-utf8";
  const proof: Proof = {
    date: at.toISOString().slice(0, 10),
    durationMs: report.durationMs,
    ...(report.traces[0] && { trace: report.traces[0].split("\n")[0]?.trim() ?? "" }),
    hash: hashOfFilesJudged(root),
  };
  const boxes = readChecklist(before, [report.step.slug, ...alsoPassed]);
  let { markdown, outcome } = tick(before, report.step.slug, proof);
  for (const slug of alsoPassed) {
    if (boxes.get(slug)?.ticked) ({ markdown } = tick(markdown, slug, proof));
  }
  if (markdown !== before) writeFileAtomically(file, markdown);
  if (outcome === "ticked") saveStepState(root, report.step.slug);
  return outcome;
}
