import type { Node } from "oxc-parser";
import { changesOf } from "./changes.ts";
import type { Context } from "./evaluate.ts";
import type { ArrayValue, Value } from "./value.ts";

/** An array literal with its spreads, and with what is pushed to it later. */
export function valueOfArray(node: Extract<Node, { type: "ArrayExpression" }>, context: Context): ArrayValue {
  const elements: Value[] = [];
  let complete = true;
  for (const each of node.elements) {
    if (each === null) elements.push({ kind: "undefined", node });
    else if (each.type !== "SpreadElement") elements.push(context.evaluate(each));
    else {
      const spread = context.evaluate(each.argument);
      if (spread.kind === "array") elements.push(...spread.elements);
      complete &&= spread.kind === "array" && spread.complete;
    }
  }
  for (const change of changesOf(node, context)) {
    if (change.kind === "push") elements.push(...change.elements.map(context.evaluate));
    complete &&= change.kind === "push" && change.always;
  }
  return { kind: "array", elements, complete, node };
}
