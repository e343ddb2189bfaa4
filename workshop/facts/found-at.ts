import type { Node } from "oxc-parser";
import { placeOf } from "./program/places.ts";

/** The place of a finding in the program: file, line, and the code there. */
export function foundAt(node: Node | undefined): { file?: string; line?: number; found?: string } {
  if (!node) return {};
  const { file, line, text } = placeOf(node);
  return { file, line, found: text };
}
