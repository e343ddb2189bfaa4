import { patiently } from "./patiently.ts";

/** Patience that counts only the time in which the processes waited for could really work. */
export interface OwnTime {
  /**
   * The promise's value, or the other one once the processes have had that many milliseconds. What they had to wait for
   * a processor does not count: a busy machine alone makes nothing late.
   */
  patiently<T>(ms: number, promise: Promise<T>, otherwise: T): Promise<T>;
  /** Something was given up that never had its time: what is missing then says nothing about the learner's work. */
  readonly starved: boolean;
}

/** For so long a look at the processes stays true enough: requests that go out together need one alone. */
const LOOK_MS = 50;

/** `waited` tells how long the processes have waited for a processor so far, in milliseconds. */
export function ownTime(waited: () => number): OwnTime {
  let look = { at: -Infinity, waited: 0 };
  let starved = false;
  const soFar = () => {
    const now = performance.now();
    if (now - look.at > LOOK_MS) look = { at: now, waited: waited() };
    return look.waited;
  };
  return {
    async patiently(ms, promise, otherwise) {
      const [began, before] = [performance.now(), soFar()];
      const hadMs = () => performance.now() - began - (soFar() - before);
      return await patiently(ms, promise, otherwise, hadMs, () => (starved = true));
    },
    get starved() {
      return starved;
    },
  };
}
