/** A key as it may be shown: enough to recognise it, too little to use it. */
export function maskKey(key: string): string {
  if (key === "") return "(empty)";
  const letters = [...key];
  if (letters.length <= 12) return "…";
  return `${letters.slice(0, 6).join("")}…${letters.slice(-4).join("")}`;
}

/** Masks every occurrence of these keys in a text. */
export function maskKeysIn(text: string, keys: readonly string[]): string {
  // Whatever is shorter than eight letters is no key, and would tear words apart. A key may hold another one.
  const long = keys.filter((key) => key.length >= 8).sort((a, b) => b.length - a.length);
  return long.reduce((masked, key) => masked.replaceAll(key, maskKey(key)), text);
}

/**
 * The shapes of Honeycomb's keys (docs.honeycomb.io, "API keys") and of practice keys: ingest, configuration and
 * management keys or their ids, Classic keys in hexadecimal, and older keys of 22 letters and digits.
 */
const SHAPE =
  /hc[a-z][a-z]{2}_[0-9A-Za-z]{10,}|practice-[a-z]{8}|(?<![0-9A-Za-z])(?:[0-9a-f]{32}|(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[0-9A-Za-z]{22})(?![0-9A-Za-z])/g;

/** Masks everything in a text that has the shape of a key, known or not. */
export function maskKeyShapes(text: string): string {
  return text.replace(SHAPE, (key) => maskKey(key));
}

/** Whether a text is shaped like a key from its first letter to its last. */
export function looksLikeKey(text: string): boolean {
  return text !== "" && text.replace(SHAPE, "") === "";
}
