import timers from "node:timers/promises";
import { codeLine } from "./code-line.ts";
import { record } from "./record.ts";
import { currentVisit } from "./watch-visits.ts";

let waits = 0;

/** Watches the learner's code wait, as the mock store does: what a span stands around shows in the order of the records. */
export function watchWaits(): void {
  const setTimeout = timers.setTimeout as (...args: unknown[]) => Promise<unknown>;
  timers.setTimeout = ((...args: unknown[]) => {
    const waiting = setTimeout(...args);
    const place = codeLine(new Error().stack);
    if (!place) return waiting;
    const id = ++waits;
    record("wait", { id, visit: currentVisit(), place });
    const over = () => record("waited", { id });
    waiting.then(over, over);
    return waiting;
  }) as typeof timers.setTimeout;
}
