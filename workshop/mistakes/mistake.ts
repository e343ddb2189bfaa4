import type { Evidence } from "../lab/evidence.ts";
import type { Remedy } from "./remedy.ts";

/** What a mistake says of the evidence it was found in. */
export interface Told {
  /** What was done and what it causes, in the learner's own values. Plain text, one or two sentences. */
  readonly message: string;
  /** What makes it go away; absent where no change is known to. */
  readonly remedy?: Remedy | undefined;
  /** The same in words alone, for rules whose remedy is not an edit yet. */
  readonly fix?: string;
  /** Path from the repository's root, with `/`. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** What is there now (a key is masked). */
  readonly found?: string;
}

/** Whatever a condition gives that does not hold. */
type Nothing = undefined | false | null | "" | 0;

/** One named mistake: how the evidence shows it, and what to say. Told in the order of its list. */
export interface Mistake {
  /** Kebab-case, unique in the course. */
  readonly id: string;
  /**
   * `wrong` unless said. `advice` never explains a failure, and may come with a passed check. `open` is work that was not
   * begun: no mistake, so it is not told, and nothing else is made up for its item either.
   */
  readonly severity?: "wrong" | "advice" | "open";
  /** The heading of the step's lesson that explains it, as an anchor. */
  readonly learn: string;
  /** False for one that later steps do not build on, such as an answer in the journal: only its own step tells it. */
  readonly blocks?: boolean;
  /** Told in later steps even where its own step holds: they ask for more work of the same kind, such as further spans. */
  readonly lasting?: boolean;
  /** The items that it can explain, by their titles, of earlier steps too; every one of its own step unless said. */
  readonly explains?: RegExp;
  /** It says what is missing, not why: told only where no other rule explains its item. */
  readonly symptom?: boolean;
  /** Nothing where the evidence does not show it. Never says more than the evidence shows. */
  readonly when: (evidence: Evidence) => Told | Nothing;
}

/** Gives a list of mistakes its type, and nothing else. */
export function listMistakes(list: readonly Mistake[]): readonly Mistake[] {
  return list;
}
