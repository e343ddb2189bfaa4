import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readChecklist } from "../course/read-checklist.ts";
import { tick, type Proof } from "../course/tick.ts";
import type { CheckReport } from "../findings/report.ts";
import { hashOfFilesJudged } from "./hash-of-files-judged.ts";
import { saveStepState } from "./step-state.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

export type Ticked = "ticked" | "renewed" | "no-box" | "no-journal" | "not-utf8";

/** What became of the journal. */
export interface JournalChange {
  /** Of the box of the step that was checked. */
  readonly outcome: Ticked;
  /** Earlier steps that were open, and are ticked now. */
  readonly also: readonly string[];
}

/** Ticks the passed step, and every earlier step that passed on the same evidence; where ticked, the proof is renewed. */
export function tickJournal(options: {
  readonly root: string;
  readonly report: CheckReport;
  readonly alsoPassed: readonly string[];
  readonly at: Date;
}): JournalChange {
  const { root, report, alsoPassed, at } = options;
  const file = join(root, "journal/week2.md");
  if (!existsSync(file)) return { outcome: "no-journal", also: [] };
  const bytes = readFileSync(file);
  const before = bytes.toString("utf8");
  // Written back, bytes of another encoding would be lost.
  if (!Buffer.from(before).equals(bytes)) return { outcome: "not-utf8", also: [] };
  const proof: Proof = {
    date: at.toISOString().slice(0, 10),
    durationMs: report.durationMs,
    ...(report.traces[0] && { trace: report.traces[0].split("\n")[0]?.trim() ?? "" }),
    hash: hashOfFilesJudged(root),
  };
  const boxes = readChecklist(before, alsoPassed);
  let { markdown, outcome } = tick(before, report.step.slug, proof);
  for (const slug of alsoPassed) ({ markdown } = tick(markdown, slug, proof));
  if (markdown !== before) writeFileAtomically(file, markdown);
  // Of an earlier step there is no state to keep: these files hold what came after it.
  if (outcome === "ticked") saveStepState(root, report.step.slug);
  return { outcome, also: alsoPassed.filter((slug) => boxes.get(slug)?.ticked === false) };
}
