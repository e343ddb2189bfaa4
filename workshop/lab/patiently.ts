import { within } from "./within.ts";

/** How much longer than `ms` the lab waits on the wall's clock at the most, for whatever reason. */
const AT_MOST = 8;
const BETWEEN_LOOKS = 100;

/**
 * The promise's value, or the other one once the backend has had `ms` for it. `hadMs` tells how long the backend has
 * really been able to work since the call: on a busy machine that is less than what the clock on the wall says.
 */
export async function patiently<T>(
  ms: number,
  promise: Promise<T>,
  otherwise: T,
  hadMs: () => Promise<number>,
): Promise<T> {
  const late = Symbol("late");
  const began = performance.now();
  let seen = await within<T | typeof late>(ms, promise, late);
  while (seen === late && performance.now() - began < ms * AT_MOST && (await hadMs()) < ms) {
    seen = await within<T | typeof late>(BETWEEN_LOOKS, promise, late);
  }
  // What came during the last look was not late: this process, too, may have had to wait for a processor.
  return seen === late ? await within(0, promise, otherwise) : (seen as T);
}
