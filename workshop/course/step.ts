/** One numbered folder of `steps/`; everything here is read from that folder and its lesson. */
export interface Step {
  readonly number: number;
  /** The folder's name, such as `04-initialize-provider`. */
  readonly slug: string;
  /** From the lesson's first heading, `# Step 4 · Initialize the provider`. */
  readonly title: string;
  /** Absolute path of the step's folder. */
  readonly folder: string;
  /** The titles of the check's items in order: the list under the lesson's heading "What the check proves". */
  readonly promises: readonly string[];
}
