import type { Node } from "oxc-parser";
import { placeOf } from "./program/places.ts";
import type { Shown } from "./code-at.ts";

/** A node of the learner's program as the place of a finding. */
export function shownNode(node: Node | undefined): Shown {
  if (!node) return {};
  const { file, line, text } = placeOf(node);
  return { file, line, found: text };
}
