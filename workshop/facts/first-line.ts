import { sdkWords } from "./sdk-words.ts";
import type { RunEvidence } from "../lab/evidence.ts";

export function firstLine(text: string): string {
  return (text.trim().split("\n")[0] ?? "").slice(0, 240);
}

/** An error's own words in a line, without the names that tsx gives to imports. */
export function errorWords(message: string): string {
  return firstLine(message.replaceAll(/\(0 ?, ?import_\w+\.(\w+)\)|\bimport_\w+\./g, "$1"));
}

/** The SDK's own words, as a sentence to put behind another. */
export function sdkSaid(run: RunEvidence): string {
  const words = sdkWords(run);
  return words ? ` The SDK said: ${words}` : "";
}
