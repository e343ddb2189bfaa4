/** A key as it may be shown: enough to recognise it, too little to use it. */
export function maskKey(key: string): string {
  if (key === "") return "(empty)";
  const letters = [...key];
  if (letters.length <= 12) return "…";
  return `${letters.slice(0, 6).join("")}…${letters.slice(-4).join("")}`;
}

/** Masks every occurrence of these keys in a text. */
export function maskKeysIn(text: string, keys: readonly string[]): string {
  return keys.reduce((masked, key) => (key.length < 8 ? masked : masked.replaceAll(key, maskKey(key))), text);
}
