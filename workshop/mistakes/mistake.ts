import type { Evidence } from "../lab/evidence.ts";

/** What a mistake says of the evidence it was found in. */
export interface Told {
  /** What was done and what it causes, in the learner's own values. Plain text, one or two sentences. */
  readonly message: string;
  /** What to write instead; lines to paste follow on lines of their own. */
  readonly fix: string;
  /** Path from the repository's root, with `/`. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** What is there now (a key is masked). */
  readonly found?: string;
}

/** Whatever a condition gives that does not hold. */
type Nothing = undefined | false | null | "" | 0;

/** One named mistake: how the evidence shows it, and what to say. Told in the order of the list it stands in. */
export interface Mistake {
  /** Kebab-case, unique in the course. */
  readonly id: string;
  /** `advice` never explains a failure, and may come with a passed check. */
  readonly severity?: "wrong" | "advice";
  /** The heading of the step's lesson that explains it, as an anchor. */
  readonly learn: string;
  /** False for one that later steps do not build on, such as an answer in the journal: only its own step tells it. */
  readonly blocks?: boolean;
  /** Told in later steps even where its own step holds: they ask for more work of the same kind, such as further spans. */
  readonly lasting?: boolean;
  /** Mistakes that this one causes: where both are found, only this one is told. */
  readonly hides?: readonly string[];
  /** Nothing where the evidence does not show it. Never says more than the evidence shows. */
  readonly when: (evidence: Evidence) => Told | Nothing;
}

/** Gives a list of mistakes its type, and nothing else. */
export function listMistakes(list: readonly Mistake[]): readonly Mistake[] {
  return list;
}
