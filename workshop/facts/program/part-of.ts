import type { Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { propertyName } from "./property-name.ts";
import { either, mayBeUndefined, unknown, type Value } from "./value.ts";

/** What the name `id` gets when a value is taken apart by a pattern; nothing where the pattern does not have it. */
export function partOf(pattern: Node, id: Node, value: Value, context: Context): Value | undefined {
  switch (pattern.type) {
    case "Identifier":
      return pattern === id ? value : undefined;
    case "AssignmentPattern":
      return partOf(pattern.left, id, withDefault(value, pattern.right, context), context);
    case "ObjectPattern":
      for (const each of pattern.properties) {
        const found =
          each.type === "Property"
            ? partOf(each.value, id, property(value, each, context), context)
            : partOf(each.argument, id, restOf(value, pattern, context), context);
        if (found) return found;
      }
      return undefined;
    case "ArrayPattern":
      for (const [index, each] of pattern.elements.entries()) {
        if (!each) continue;
        const part = each.type === "RestElement" ? unknown(each) : context.member(value, String(index), each);
        const found = partOf(each.type === "RestElement" ? each.argument : each, id, part, context);
        if (found) return found;
      }
      return undefined;
    default:
      return undefined;
  }
}

function property(value: Value, pattern: Extract<Node, { type: "Property" }>, context: Context): Value {
  const name = propertyName(pattern, context);
  return name === undefined ? unknown(pattern) : context.member(value, name, pattern);
}

function withDefault(value: Value, otherwise: Node, { evaluate }: Context): Value {
  if (value.kind === "undefined") return evaluate(otherwise);
  if (value.kind === "parameter" && value.default === undefined)
    return { ...value, default: evaluate(otherwise) };
  return mayBeUndefined(value) ? either([value, evaluate(otherwise)], otherwise) : value;
}

/** `const { a, ...rest } = object` */
function restOf(value: Value, pattern: Extract<Node, { type: "ObjectPattern" }>, context: Context): Value {
  const taken = pattern.properties.flatMap((each) =>
    each.type === "Property" ? [propertyName(each, context)] : [],
  );
  if (value.kind !== "object" || taken.includes(undefined)) return unknown(pattern);
  const properties = new Map([...value.properties].filter(([name]) => !taken.includes(name)));
  return { ...value, properties };
}
