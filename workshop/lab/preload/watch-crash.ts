import { codeLine, ownFrames } from "./code-line.ts";
import { record } from "./record.ts";
import { masked } from "./value-words.ts";
import { currentVisit } from "./watch-visits.ts";

/** Records the error that ends the process: its own words, and every frame of the learner's code in its stack. */
export function watchCrash(): void {
  process.on("uncaughtExceptionMonitor", (error: unknown, origin) => {
    record("uncaught", { ...crashFacts(error), origin, visit: currentVisit() });
  });
}

/** What an error says of itself. */
export function crashFacts(error: unknown): Readonly<Record<string, unknown>> {
  const { stack } = (error ?? {}) as { stack?: string };
  const message = error instanceof Error ? error.message : String(error);
  return { message: message.slice(0, 4_000), place: codeLine(stack), frames: ownFrames(stack) };
}

/** Records Node's warnings, such as a deprecation; that Node prints them stays as it is. */
export function watchWarnings(): void {
  process.on("warning", (warning: Error & { code?: string }) => {
    const { name, code, message } = warning;
    record("warning", { name, code, message: masked(String(message)).slice(0, 1_000) });
  });
}
