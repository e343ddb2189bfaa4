import type { Evidence } from "../lab/evidence.ts";
import { evidence } from "./current-evidence.ts";

/** Returns a detail worth seeing; throws when the promise is not kept. */
export type JudgeItem = (evidence: Evidence) => string | void;

/** One promise of a lesson. */
export interface RegisteredItem {
  readonly title: string;
  readonly judge: JudgeItem;
  /** False for a promise that later steps do not build on, such as an answer in the journal. */
  readonly blocks: boolean;
}

let collected: RegisteredItem[] | undefined;

/**
 * One promise of the lesson, judged from evidence. `npm run check:step` collects these and judges them itself; under
 * vitest each is a plain test.
 */
export function item(title: string, judge: JudgeItem, { blocks = true } = {}): void {
  if (collected) collected.push({ title, judge, blocks });
  else vitestTest()(title, () => void judge(evidence()));
}

/** The items that a check registers while it is loaded. One check at a time. */
export async function collectItems(load: () => Promise<unknown>): Promise<readonly RegisteredItem[]> {
  const items: RegisteredItem[] = [];
  collected = items;
  try {
    await load();
  } finally {
    collected = undefined;
  }
  return items;
}

/** vitest is no part of a check, so it is not imported: it puts `test` on the global object where it runs one. */
function vitestTest(): (title: string, run: () => void) => void {
  const { test } = globalThis as { test?: (title: string, run: () => void) => void };
  if (!test) throw new Error("A check is run by: npm run check:step");
  return test;
}
