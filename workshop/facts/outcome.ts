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

/** Fails the item with this sentence unless the condition holds. */
export function promise(condition: unknown, because: string): asserts condition {
  if (!condition) throw new Unmet(because);
}
