import type { Node, ObjectExpression } from "oxc-parser";
import { fileOf, parentOf } from "../facts/program/parse-file.ts";
import { isCall, statementOf } from "../facts/program/places.ts";
import type { Property } from "../facts/program/value.ts";
import { removeFrom, replaceIn } from "./edit-source.ts";
import type { Edit } from "./remedy.ts";

/** The edit that takes an option out of the object that gives it, wherever that is written. */
export function withoutProperty({ node }: Pick<Property, "node">): Edit | undefined {
  const around = parentOf(node);
  if (around?.type === "ObjectExpression") return withoutMember(around, node);
  return node.type === "AssignmentExpression" ? removeFrom(fileOf(node), statementOf(node)) : undefined;
}

/** The edit that takes an element out of a list. */
export function withoutElement(node: Node): Edit | undefined {
  const around = parentOf(node);
  if (around?.type !== "ArrayExpression") return undefined;
  return withoutItem(
    around.elements.filter((each) => each !== null),
    node,
  );
}

function withoutMember(object: ObjectExpression, node: Node): Edit | undefined {
  const { properties } = object;
  if (properties.length > 1) return withoutItem(properties, node);
  const call = parentOf(object);
  // Options without anything in them can go too.
  const isAlone = call && isCall(call) && call.arguments.length === 1 && call.arguments[0] === object;
  return isAlone
    ? replaceIn(fileOf(node), { start: object.start, end: call.end - 1 }, "")
    : replaceIn(fileOf(node), object, "{}");
}

/** With the comma before the next item, or before itself where it is the last. */
function withoutItem(items: readonly Node[], node: Node): Edit | undefined {
  const at = items.indexOf(node);
  const [before, next] = [items[at - 1], items[at + 1]];
  if (next) return replaceIn(fileOf(node), { start: node.start, end: next.start }, "");
  return before && replaceIn(fileOf(node), { start: before.end, end: node.end }, "");
}
