import type { Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { functionOf, isFunction, type FunctionNode } from "./places.ts";
import { nodesIn } from "./parse-file.ts";
import { unknown, type Value } from "./value.ts";

/** What a function gives that has one return; otherwise unknown. */
export function returnedBy(node: Node, { evaluate }: Context): Value {
  if (!isFunction(node) || node.generator || !node.body) return unknown(node);
  const returned = node.body.type === "BlockStatement" ? onlyReturn(node) : node.body;
  if (!returned) return unknown(node);
  const value = evaluate(returned);
  if (!node.async) return value;
  return value.kind === "promise" ? value : { kind: "promise", of: value, node };
}

function onlyReturn(node: FunctionNode): Node | undefined {
  const returns = [...nodesIn(node)].filter(
    (each) => each.type === "ReturnStatement" && functionOf(each) === node,
  );
  const [only] = returns;
  return returns.length === 1 && only?.type === "ReturnStatement" ? (only.argument ?? undefined) : undefined;
}
