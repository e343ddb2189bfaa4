import timers from "node:timers";
import timersPromises from "node:timers/promises";
import { callerLine } from "./code-line.ts";
import { PlainPromise, soon } from "./primitives.ts";
import { takeStack } from "./take-stack.ts";
import { currentVisit } from "./watch-visits.ts";

/** What is put off for longer is no part of a request that the lab could wait for. */
const LONGEST_MS = 1_000;
/** However much work sets off more of it. */
const PATIENCE_MS = 1_500;

// Taken before anything can wrap them: the lab's own waiting is not part of what it observes.
const { setTimeout: startTimer, clearTimeout: stopTimer } = timers;

const ahead = new Set<unknown>();
let whenNothingIsAhead: (() => void) | undefined;

/** Remembers what the learner's code puts off for a while when it serves a request: a mail, a span's end. */
export function watchLaterWork(): void {
  const later = ((work: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    if (!isPutOff(ms)) return startTimer(work, ms, ...args);
    const timer = startTimer(
      (...given: unknown[]) => {
        work(...given);
        isDone(timer);
      },
      ms,
      ...args,
    );
    ahead.add(timer);
    return timer;
  }) as typeof timers.setTimeout;
  const never = ((timer) => {
    stopTimer(timer);
    isDone(timer);
  }) as typeof timers.clearTimeout;
  Object.defineProperties(later, Object.getOwnPropertyDescriptors(startTimer));
  globalThis.setTimeout = timers.setTimeout = later;
  globalThis.clearTimeout = timers.clearTimeout = never;

  const wait = timersPromises.setTimeout as (...args: unknown[]) => Promise<unknown>;
  timersPromises.setTimeout = ((...args: unknown[]) => {
    const waiting = wait(...args);
    if (isPutOff(args[0])) {
      ahead.add(waiting);
      const done = () => isDone(waiting);
      waiting.then(done, done);
    }
    return waiting;
  }) as typeof timersPromises.setTimeout;
}

/** Resolves when nothing of that is to come any more, or when it goes on for too long. */
export async function laterWorkIsDone(): Promise<void> {
  let isLate = false;
  const limit = startTimer(() => {
    isLate = true;
    whenNothingIsAhead?.();
  }, PATIENCE_MS);
  while (ahead.size > 0 && !isLate) {
    await new PlainPromise<void>((resolve) => (whenNothingIsAhead = resolve));
    // What waited goes on, and may set off more.
    await new PlainPromise((resolve) => soon(resolve));
  }
  stopTimer(limit);
}

function isPutOff(ms: unknown): boolean {
  if (currentVisit() === undefined || Number(ms ?? 0) > LONGEST_MS) return false;
  return callerLine(takeStack()) !== undefined;
}

function isDone(work: unknown): void {
  if (ahead.delete(work) && ahead.size === 0) whenNothingIsAhead?.();
}
