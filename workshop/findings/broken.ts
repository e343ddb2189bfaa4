/** A rule, an item's judge or a part of the report that threw: the workshop's fault, skipped, and never the learner's. */
export interface Broken {
  /** Of the rule, or the title of the item. */
  readonly id: string;
  /** What was thrown, and where. */
  readonly error: string;
}

/** Runs what must not break a check: if it throws, gives `instead` and notes what broke. */
export function guarded<Value>(id: string, broken: Broken[], work: () => Value, instead: Value): Value {
  try {
    return work();
  } catch (error) {
    broken.push({ id, error: wordsOfThrown(error) });
    return instead;
  }
}

/** Anything can be thrown, also what has no words, or whose words throw. */
export function wordsOfThrown(error: unknown): string {
  try {
    return error instanceof Error ? (error.stack ?? String(error)) : String(error);
  } catch {
    return "something that has no words";
  }
}
