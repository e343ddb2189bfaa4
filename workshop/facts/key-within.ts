import { keyProblem } from "./key-problem.ts";

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
/** The two parts of an ingest key with a colon between them. */
const ID_AND_SECRET = /(hc[a-z]i[kc]_[0-9a-z]{26}):([0-9a-z]{32})/;
/** A whole key: nothing that could belong to it comes before or after it, but for a second key. */
const WHOLE =
  /(?<![0-9A-Za-z])(?:hc[a-z]i[kc]_[0-9a-z]{58}(?=$|[^0-9A-Za-z]|hc[a-z]i[kc]_)|(?:practice-[a-z]{8}|[0-9a-f]{32}|(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[0-9A-Za-z]{22})(?![0-9A-Za-z]))/g;

/** The one key in a text that holds more than it, such as quotation marks; nothing where that is not clear. */
export function keyWithin(text: string): string | undefined {
  const plain = text.replaceAll(INVISIBLE, "").replace(ID_AND_SECRET, "$1$2");
  const [first, ...more] = new Set(plain.match(WHOLE));
  if (first !== undefined) return more.length === 0 ? first : undefined;
  const squeezed = plain.replaceAll(/\s/g, "");
  return [squeezed, squeezed.toLowerCase()].find((each) => /^hc[a-z]i[kc]_/.test(each) && !keyProblem(each));
}
