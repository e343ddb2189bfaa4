import type { TestContext } from "vitest";
import type { Evidence } from "../lab/evidence.ts";
import { evidence } from "./current-evidence.ts";
import { NOTHING_HOLDS } from "./nothing-holds.ts";
import { NotReached, Skipped, Unmet } from "../facts/outcome.ts";

/** What the runner reads of a test: why it came out so, in the learner's words. */
export interface ItemMeta {
  readonly outcome?: "not-reached" | "skipped";
  readonly because?: string;
  /** False for a promise that later steps do not build on, such as an answer in the journal. */
  readonly blocks?: boolean;
  /** It passes evidence in which nothing holds, so that it judges nothing. */
  readonly hollow?: boolean;
}

type Judge = (evidence: Evidence) => string | void;

// The check runs where vitest has put `test` on the global object; the runner imports this module too, without it.
type Register = (title: string, run: (context: TestContext) => void) => void;

/** One promise of the lesson, judged from evidence. Returns a detail worth seeing; throws when it is not kept. */
export function item(title: string, judge: Judge, { blocks = true } = {}): void {
  (globalThis as unknown as { test: Register }).test(title, (context) => {
    const meta = context.task.meta as { item?: ItemMeta };
    try {
      const because = judge(evidence());
      meta.item = {
        blocks,
        ...(because && { because }),
        ...(passes(judge, NOTHING_HOLDS) && { hollow: true }),
      };
    } catch (error) {
      const because = error instanceof Error ? error.message : String(error);
      if (error instanceof NotReached || error instanceof Skipped) {
        meta.item = { blocks, outcome: error instanceof Skipped ? "skipped" : "not-reached", because };
        context.skip(because);
      }
      if (error instanceof Unmet) meta.item = { blocks, because };
      throw error;
    }
  });
}

function passes(judge: Judge, given: Evidence): boolean {
  try {
    judge(given);
    return true;
  } catch {
    return false;
  }
}
