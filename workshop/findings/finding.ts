/** A named mistake found in the evidence, in the shape that `check:step --json` prints. */
export interface Finding {
  readonly id: string;
  /** `wrong` explains a failed item; `advice` may also come with a passed check. */
  readonly severity: "wrong" | "advice";
  /** What was done and what it causes, in the learner's own values. Plain text, one or two sentences. */
  readonly message: string;
  /** Path from the repository's root, with `/`. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** What is there now (a key is masked). */
  readonly found?: string;
  /** What to change; lines to paste follow on lines of their own. Absent where no change is known to help. */
  readonly fix?: string;
  /** `helps`: made on a copy of the files, the fix made the item pass, or the run get further, and no item fail. */
  readonly tried?: "helps" | "untried";
  /** Found by trying changes, and not by a rule. */
  readonly by?: "trial";
  /** The lesson's place, such as `steps/04-initialize-provider/README.md#start-it-first`. */
  readonly learn: string;
}
