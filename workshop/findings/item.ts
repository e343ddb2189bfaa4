import type { TestContext } from "vitest";
import type { Evidence, JudgedEvidence } from "../lab/evidence.ts";
import { evidence } from "./current-evidence.ts";
import { wordsOfThrown } from "./broken.ts";
import { withoutSources } from "./without-sources.ts";
import { NOTHING_HOLDS } from "./nothing-holds.ts";

/** The promise is not kept: the learner reads why. */
export class Unmet extends Error {
  override readonly name = "Unmet";
}

/** The promise cannot be judged yet, because something before it is missing. */
export class NotReached extends Error {
  override readonly name = "NotReached";
}

/** The promise cannot be judged on this machine. */
export class Skipped extends Error {
  override readonly name = "Skipped";
}

/** What the runner reads of a test: why it came out so, in the learner's words. */
export interface ItemMeta {
  readonly outcome?: "not-reached" | "skipped";
  readonly because?: string;
  /** False for a promise that later steps do not build on, such as an answer in the journal. */
  readonly blocks?: boolean;
  /** It passes evidence in which nothing holds, so that it judges nothing. */
  readonly hollow?: boolean;
  /** The judge itself threw this, which is the workshop's fault. */
  readonly broken?: string;
}

/** It is given no source text: what only code would show, the lab makes visible. */
type Judge = (evidence: JudgedEvidence) => string | void;
// The check runs where vitest has put `test` on the global object; the runner imports this module too, without it.
type Register = (title: string, run: (context: TestContext) => void) => void;

/** One promise of the lesson, judged from evidence. Returns a detail worth seeing; throws when it is not kept. */
export function item(title: string, judge: Judge, { blocks = true } = {}): void {
  (globalThis as unknown as { test: Register }).test(title, (context) => {
    const meta = context.task.meta as { item?: ItemMeta };
    try {
      const because = judge(withoutSources(evidence()));
      meta.item = {
        blocks,
        ...(because && { because }),
        ...(passes(judge, NOTHING_HOLDS) && { hollow: true }),
      };
    } catch (error) {
      if (error instanceof Unmet) {
        meta.item = { blocks, because: error.message };
        throw error;
      }
      meta.item = { blocks, ...unjudged(error) };
      context.skip(meta.item.because);
    }
  });
}

/** Why an item could be neither kept nor broken. What the judge did not foresee says nothing of the learner's work. */
function unjudged(error: unknown): Pick<ItemMeta, "outcome" | "because" | "broken"> {
  if (error instanceof NotReached) return { outcome: "not-reached", because: error.message };
  if (error instanceof Skipped) return { outcome: "skipped", because: error.message };
  const broken = wordsOfThrown(error);
  return { outcome: "not-reached", because: `The check itself failed here: ${firstLine(broken)}`, broken };
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

function passes(judge: Judge, given: Evidence): boolean {
  try {
    judge(withoutSources(given));
    return true;
  } catch {
    return false;
  }
}

/** Fails the item with this sentence unless the condition holds. */
export function promise(condition: unknown, because: string): asserts condition {
  if (!condition) throw new Unmet(because);
}
