import { shownValue } from "./shown-value.ts";

/** What differs between two environments, a sentence each, keys masked. */
export function envChanges(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names.flatMap((name) => {
    const [old, fresh] = [before[name], now[name]];
    if (old === fresh) return [];
    const was = old === undefined ? "" : ` (it was ${shownValue(name, old)})`;
    return [
      fresh === undefined
        ? `${name} is no longer set${was}`
        : `${name} is now ${shownValue(name, fresh)}${was}`,
    ];
  });
}
