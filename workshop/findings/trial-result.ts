import type { ItemStatus } from "./report.ts";

/** What a trial compares of each step's verdict. */
export interface Judged {
  readonly step: { readonly slug: string };
  readonly items: readonly { readonly title: string; readonly status: ItemStatus }[];
}

/**
 * Whether a change helped: no item that passed before fails now, and the first one that failed passes, or more of them
 * pass than before, because the run got further.
 */
export function helped(before: readonly Judged[], after: readonly Judged[]): boolean {
  const now = new Map(allItems(after).map(({ key, status }) => [key, status]));
  const items = allItems(before);
  if (items.some(({ key, status }) => status === "passed" && now.get(key) !== "passed")) return false;
  return items.some(({ key, status }) => status !== "passed" && now.get(key) === "passed");
}

function allItems(verdicts: readonly Judged[]): { key: string; status: ItemStatus }[] {
  return verdicts.flatMap(({ step, items }) =>
    items.map(({ title, status }) => ({ key: `${step.slug}: ${title}`, status })),
  );
}
