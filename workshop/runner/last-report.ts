import type { CheckReport } from "../findings/report.ts";
import { readNote, writeNote } from "./notes.ts";

const NAME = "last-check.json";

export function saveLastReport(root: string, report: CheckReport): void {
  writeNote(root, NAME, report);
}

/** What the last check said; nothing before the first one. */
export function readLastReport(root: string): CheckReport | undefined {
  const note = readNote(root, NAME) as CheckReport | undefined;
  const whole =
    typeof note?.step?.slug === "string" && Array.isArray(note.findings) && Array.isArray(note.items);
  return whole ? note : undefined;
}
