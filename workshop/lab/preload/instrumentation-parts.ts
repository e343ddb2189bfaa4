import { callerOf, codeLine, stackToOwnCode } from "./code-line.ts";
import { className } from "./class-name.ts";
import { settingsOf } from "./value-words.ts";

interface Instrumentation {
  readonly instrumentationName?: string;
  readonly instrumentationVersion?: string;
  readonly _enabled?: boolean;
  isEnabled?(): boolean;
  getConfig?(): unknown;
}

const known = new Map<object, { place?: unknown; by?: string | undefined; registered: number[] }>();

/** Keeps an instrumentation that was made, with the line that made it. */
export function noteInstrumentation(made: object): void {
  const stack = stackToOwnCode();
  const by = callerOf(stack, (made as Instrumentation).instrumentationName);
  known.set(made, { place: codeLine(stack), by, registered: [] });
}

/** Keeps that they were given to `registerInstrumentations()`, in the call of that number. */
export function noteRegistered(given: readonly unknown[], call: number): void {
  for (const each of given) {
    if (typeof each !== "object" || each === null) continue;
    const entry = known.get(each) ?? { registered: [] };
    entry.registered.push(call);
    known.set(each, entry);
  }
}

/** Every instrumentation of the process, as it is now. */
export function instrumentationParts(): Record<string, unknown>[] {
  return [...known].map(([object, { place, by, registered }]) => {
    const each = object as Instrumentation;
    return {
      name: String(each.instrumentationName ?? className(each)),
      version: each.instrumentationVersion,
      enabled: each._enabled ?? each.isEnabled?.(),
      config: settingsOf(each.getConfig?.()),
      registered,
      place,
      by,
    };
  });
}
