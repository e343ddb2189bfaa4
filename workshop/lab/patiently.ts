import { within } from "./within.ts";

/** How much longer than `ms` the lab waits on the wall's clock at the most, for whatever reason. */
const AT_MOST = 8;
const BETWEEN_LOOKS = 100;

/**
 * The promise's value, or the other one once the backend has had `ms` for it. `hadMs` tells how long the backend has
 * really been able to work since the call: on a busy machine that is less than what the clock on the wall says.
 * `onStarved` is called where the lab gives up although the backend never had that time.
 */
export async function patiently<T>(
  ms: number,
  promise: Promise<T>,
  otherwise: T,
  hadMs: () => number,
  onStarved: () => void = () => {},
): Promise<T> {
  const late = Symbol("late");
  const began = performance.now();
  let seen = await within<T | typeof late>(ms, promise, late);
  let had = seen === late ? hadMs() : 0;
  while (seen === late && had < ms && performance.now() - began < ms * AT_MOST) {
    seen = await within<T | typeof late>(BETWEEN_LOOKS, promise, late);
    had = hadMs();
  }
  // What came during the last look was not late: this process, too, may have had to wait for a processor.
  if (seen === late) seen = await within<T | typeof late>(0, promise, late);
  if (seen !== late) return seen;
  if (had < ms) onStarved();
  return otherwise;
}
