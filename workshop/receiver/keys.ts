import type { IncomingHttpHeaders } from "node:http";

export const KEY_HEADER = "x-honeycomb-team";

/** A key made by `npm run practice-key`: it works here and nowhere else. */
export function isPracticeKey(key: string): boolean {
  return key.startsWith("practice-");
}

export function keyOf(headers: IncomingHttpHeaders | { readonly [name: string]: string }): string {
  const value = headers[KEY_HEADER];
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? "";
}

/** Replaces keys in text that is about to be stored or shown. Learns each key from the requests that carry it. */
export class KeyScrubber {
  readonly #keys = new Set<string>();

  /** Too short a text would blot out ordinary words. */
  learn(key: string): void {
    if (key.length < SHORTEST || this.#keys.has(key)) return;
    this.#keys.add(key);
    const oldest = this.#keys.values().next().value;
    if (this.#keys.size > MOST && oldest !== undefined) this.#keys.delete(oldest);
  }

  readonly scrub = (text: string): string => {
    let scrubbed = text;
    for (const key of this.#keys) {
      if (scrubbed.includes(key)) scrubbed = scrubbed.replaceAll(key, HIDDEN);
    }
    return scrubbed;
  };
}

const SHORTEST = 12;
const MOST = 16;
const HIDDEN = "(key hidden)";
