import { callerOf, codeLine, stackToOwnCode } from "./code-line.ts";
import { className } from "./class-name.ts";
import { PlainPromise } from "./primitives.ts";
import { record } from "./record.ts";

let calls = 0;
let objects = 0;
let isLab = false;
const numbers = new WeakMap<object, number>();

/** Objects of one process, in the order in which they were first seen. */
export function numberOf(object: object): number {
  const number = numbers.get(object) ?? ++objects;
  numbers.set(object, number);
  return number;
}

/** What the lab does itself is no part of what it observes. */
export function asLab<T>(work: () => T): T {
  isLab = true;
  try {
    return work();
  } finally {
    isLab = false;
  }
}

/** Records a call, and gives the number by which its end is recorded. */
export function recordCall(
  object: object,
  call: string,
  facts: Readonly<Record<string, unknown>> = {},
): number {
  const stack = stackToOwnCode();
  const id = ++calls;
  const known = { id, object: numberOf(object), class: className(object), call };
  record("sdk-call", { ...known, place: codeLine(stack), by: callerOf(stack), ...facts });
  return id;
}

/** Watches a method without changing what it does. Its name stays, and a promise stays unhandled where it was. */
export function watchMethod(
  target: object,
  name: string,
  facts: (args: unknown[]) => Readonly<Record<string, unknown>> = () => ({}),
): void {
  const methods = target as Record<string, unknown>;
  const method = methods[name];
  if (!Object.hasOwn(target, name) || typeof method !== "function") return;
  const watched = function (this: object, ...args: unknown[]): unknown {
    if (isLab || typeof this !== "object" || this === null) return method.apply(this, args);
    return settled(recordCall(this, name, facts(args)), () => method.apply(this, args));
  };
  methods[name] = Object.defineProperty(watched, "name", { value: name });
}

/** Does the work and records how it ended. */
export function settled(id: number, work: () => unknown): unknown {
  const ended = (outcome: string, error?: unknown) =>
    record("sdk-settled", { id, outcome, ...(error === undefined ? {} : { error: wordsOf(error) }) });
  let result: unknown;
  try {
    result = work();
  } catch (error) {
    ended("threw", error);
    throw error;
  }
  if (!(result instanceof PlainPromise)) {
    ended("returned");
    return result;
  }
  // Handed on, because a promise that is only looked at would count as handled when it rejects.
  return result.then(
    (value: unknown) => (ended("resolved"), value),
    (error: unknown) => {
      ended("rejected", error);
      throw error;
    },
  );
}

function wordsOf(error: unknown): string {
  const errors: unknown[] = Array.isArray(error) ? error : [error];
  return errors
    .map((each) => String((each as Error | undefined)?.message ?? each))
    .join("; ")
    .slice(0, 1_000);
}
