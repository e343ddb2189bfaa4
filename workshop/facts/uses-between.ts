import type { Node } from "oxc-parser";
import { nodesIn } from "./program/parse-file.ts";
import { functionOf, statementOf } from "./program/places.ts";

/** The `return` at the end of the function around a node, where a name is used between the two; nothing where it is not. */
export function usesBetween(node: Node, name: string): Node | undefined {
  const work = functionOf(node);
  if (!work?.body) return undefined;
  const inside = [...nodesIn(work.body)];
  const end = inside.findLast((each) => each.type === "ReturnStatement" && functionOf(each) === work);
  const after = statementOf(node).end;
  const isUsed = inside.some(
    (each) =>
      each.type === "Identifier" &&
      each.name === name &&
      after <= each.start &&
      each.end <= (end?.start ?? 0),
  );
  return isUsed ? end : undefined;
}
