import timers from "node:timers/promises";
import { codeLine } from "./code-line.ts";
import { PlainPromise } from "./primitives.ts";
import { record } from "./record.ts";
import { oneRowMore } from "./one-row-more.ts";
import { takeStack } from "./take-stack.ts";
import { companionsCame, currentVisit, wantsOneRowMore } from "./watch-visits.ts";

/** Milliseconds after which a wait no longer stays for requests that do not come. */
const LONGEST_STAY = 1_000;

/** Only there do rows pass through the timer. */
const STORE = /\/query-mock-store\.\w+$/;

let waits = 0;

/**
 * Watches the learner's code wait, as the mock store does: what a span stands around shows in the order of the records.
 * No wait is over before the requests sent together have all come: what mixes them up shows on a slow machine too.
 */
export function watchWaits(): void {
  const setTimeout = timers.setTimeout as (...args: unknown[]) => Promise<unknown>;
  const enough = () => setTimeout(LONGEST_STAY, undefined, { ref: false });
  const held = async (waiting: Promise<unknown>, came: Promise<void>) => {
    const value = await waiting;
    await PlainPromise.race([came, enough()]);
    return value;
  };
  timers.setTimeout = ((...args: unknown[]) => {
    const place = codeLine(takeStack());
    if (!place) return setTimeout(...args);
    const [delay, value, ...options] = args;
    const isVaried = wantsOneRowMore() && STORE.test(place.file);
    const plain = setTimeout(delay, isVaried ? oneRowMore(value) : value, ...options);
    const came = companionsCame();
    const waiting = came ? held(plain, came) : plain;
    const id = ++waits;
    record("wait", { id, visit: currentVisit(), place });
    const over = () => record("waited", { id });
    waiting.then(over, over);
    return waiting;
  }) as typeof timers.setTimeout;
}
