import type { ItemStatus } from "./report.ts";

/** What a trial compares of each step's verdict. */
export interface Judged {
  readonly step: { readonly slug: string };
  readonly items: readonly { readonly title: string; readonly status: ItemStatus }[];
}

/** What a change did: the first item that failed passes, or others do because the run got further, or neither. */
export type TrialResult = "passes" | "gets-further" | "no-help";

/** Compares a check with the same one after a change. A change for which an item fails that passed before is no help. */
export function trialResult(before: readonly Judged[], after: readonly Judged[]): TrialResult {
  const now = new Map(allItems(after).map(({ key, status }) => [key, status]));
  const items = allItems(before);
  const passesNow = ({ key }: { key: string }) => now.get(key) === "passed";
  if (items.some((item) => item.status === "passed" && !passesNow(item))) return "no-help";
  const unkept = items.filter(({ status }) => status !== "passed" && status !== "skipped");
  const first = unkept.find(({ status }) => status === "failed") ?? unkept[0];
  if (first && passesNow(first)) return "passes";
  return unkept.some(passesNow) ? "gets-further" : "no-help";
}

function allItems(verdicts: readonly Judged[]): { key: string; status: ItemStatus }[] {
  return verdicts.flatMap(({ step, items }) =>
    items.map(({ title, status }) => ({ key: `${step.slug}: ${title}`, status })),
  );
}
