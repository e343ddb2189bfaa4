import type { Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { parentOf } from "./parse-file.ts";
import { ancestorsOf } from "./places.ts";
import { unknown, type Value } from "./value.ts";

/** `this`: in a class its instance, or the class itself where that is static; in an object's method the object. */
export function valueOfThis(node: Node, { evaluate }: Context): Value {
  for (const around of ancestorsOf(node)) {
    if (around.type === "StaticBlock") return ofClass(around, true);
    if (around.type === "PropertyDefinition") return ofClass(around, around.static);
    if (around.type !== "FunctionExpression" && around.type !== "FunctionDeclaration") continue;
    const holder = parentOf(around);
    if (holder?.type === "MethodDefinition") return ofClass(holder, holder.static);
    const object = holder?.type === "Property" ? parentOf(holder) : undefined;
    return object?.type === "ObjectExpression" ? evaluate(object) : unknown(node);
  }
  return unknown(node);

  function ofClass(element: Node, isStatic: boolean): Value {
    const owner = parentOf(parentOf(element) ?? element);
    if (owner?.type !== "ClassDeclaration" && owner?.type !== "ClassExpression") return unknown(node);
    return { kind: isStatic ? "class" : "instance", node: owner };
  }
}
