import { effect, signal, type Signal } from "@preact/signals";

/** A choice that outlives the page. Some browsers forbid storage; then it lasts as long as the page. */
export function remembered<Choice extends string>(
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Signal<Choice> {
  const kept = choices.find((choice) => choice === read(name));
  const choice = signal<Choice>(kept ?? choices[0]);
  effect(() => write(name, choice.value));
  return choice;
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, choice: string): void {
  try {
    localStorage.setItem(name, choice);
  } catch {
    return;
  }
}
