import { maskKey } from "../compose/mask-key.ts";

const SECRET = /KEY|TOKEN|SECRET|PASSWORD|HEADERS/i;

/** What differs between two environments, a sentence each, secrets masked. */
export function envChanges(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names.flatMap((name) => {
    const [old, fresh] = [before[name], now[name]];
    if (old === fresh) return [];
    if (old === undefined) return [`${name} is now ${shown(name, fresh)}`];
    if (fresh === undefined) return [`${name} is no longer set (it was ${shown(name, old)})`];
    return [`${name} is now ${shown(name, fresh)} (it was ${shown(name, old)})`];
  });
}

/** A variable's value as it may be printed: keys inside it masked. */
export function shown(name: string, value: string | undefined): string {
  if (value === undefined) return "not set";
  if (value === "") return "empty";
  if (!SECRET.test(name)) return value;
  return value.replace(
    /(^|[=,]\s*)([^=,]+)(?=\s*(,|$))/g,
    (_all, before: string, secret: string) => before + maskKey(secret),
  );
}
