/** A line of a `.env` file that Compose refuses, or takes another way than it looks. */
export interface DotenvProblem {
  readonly kind: keyof typeof SAYS;
  /** What is wrong, without a full stop. It holds nothing of the value. */
  readonly message: string;
  /** What to do about it, in a sentence. */
  readonly advice: string;
  readonly line: number;
  /** Compose refuses the whole file because of it. */
  readonly stops: boolean;
}

export function dotenvProblem(kind: DotenvProblem["kind"], line: number, stops: boolean): DotenvProblem {
  const [message, advice] = SAYS[kind];
  return { kind, line, stops, message, advice };
}

const SAYS = {
  "no-name": ["the line is not of the form NAME=value", "A note begins with #."],
  "name-alone": ["the line has no equals sign, so it sets nothing", "Write NAME=value."],
  "key-alone": ["a key stands alone in the line", "Write HONEYCOMB_API_KEY= before it."],
  "not-closed": ["a quotation mark is never closed", "Close it, or take it away."],
  "blank-around-equals": [
    "a blank stands beside the equals sign",
    "Compose takes it, a shell does not: write NAME=value.",
  ],
  "behind-the-quote": [
    "something stands behind the closing quotation mark",
    "Put all of the value between the two.",
  ],
  "comment-in-value": ["the comment becomes part of the value", "Give it a line of its own."],
} as const satisfies Record<string, readonly [string, string]>;
