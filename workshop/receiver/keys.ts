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

/** Headers that hold a secret, also under the wrong names that learners give them. */
const SECRET_HEADER = /^(x-honeycomb-(?!dataset$)|authorization$|cookie$|(.*-)?api-?key$)/;

/** Replaces keys in text that is about to be stored or shown. Learns each key from the requests that carry it. */
export class KeyScrubber {
  readonly #keys = new Set<string>();

  learn(headers: IncomingHttpHeaders | { readonly [name: string]: string }): void {
    for (const name in headers) {
      if (SECRET_HEADER.test(name.toLowerCase())) this.#learnValue(String(headers[name]));
    }
  }

  readonly scrub = (text: string): string => {
    let scrubbed = text;
    for (const key of this.#keys) {
      if (scrubbed.includes(key)) scrubbed = scrubbed.replaceAll(key, HIDDEN);
    }
    return scrubbed;
  };

  /** Quotes and words such as "Bearer" are no part of a key; the name of a variable is no secret. */
  #learnValue(value: string): void {
    if (value.includes("${")) return;
    for (const key of value.match(KEY_LIKE) ?? []) {
      if (this.#keys.has(key)) continue;
      this.#keys.add(key);
      const oldest = this.#keys.values().next().value;
      if (this.#keys.size > MOST && oldest !== undefined) this.#keys.delete(oldest);
    }
  }
}

/** A shorter text would blot out ordinary words. */
const KEY_LIKE = /[\w-]{12,}/g;
const MOST = 16;
const HIDDEN = "(key hidden)";
