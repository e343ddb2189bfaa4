import { keyProblem } from "./key-problem.ts";

/** What kind of key a value is, by its shape alone, in a few words (docs.honeycomb.io, "API keys"). */
export function keyKind(value: string): string {
  if (keyProblem(value)) return "no key that can send traces";
  if (value.startsWith("practice-")) return "a practice key, which never leaves this machine";
  if (/^hc[a-z]ik_/.test(value)) return "an ingest key";
  if (/^hc[a-z]ic_/.test(value)) return "a Classic ingest key";
  if (/^[0-9a-f]{32}$/.test(value)) return "a Classic key";
  return "a key of 22 characters, as configuration keys and older ones have";
}
