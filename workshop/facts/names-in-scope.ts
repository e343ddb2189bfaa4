import type { Node } from "oxc-parser";
import { withoutTypes } from "./method-name.ts";
import { nodesIn } from "./program/parse-file.ts";
import { ancestorsOf, functionOf, isFunction, type FunctionNode } from "./program/places.ts";
import type { Program } from "./program/program.ts";
import { bindingOf } from "./program/scopes.ts";

/** The values that a function's own `return` statements give. */
export function returnsOf(work: FunctionNode): Node[] {
  if (!work.body) return [];
  if (work.body.type !== "BlockStatement") return [work.body];
  return [...nodesIn(work.body)].flatMap((node) =>
    node.type === "ReturnStatement" && node.argument && functionOf(node) === work ? [node.argument] : [],
  );
}

/** The list that the function around a node returns, by its name, where it is known at that node. */
export function resultsAt(node: Node): string | undefined {
  const work = functionOf(node);
  const results = (work ? returnsOf(work) : []).map(withoutAwait).filter(({ type }) => type === "Identifier");
  const last = results.at(-1);
  return last?.type === "Identifier" && isKnownAt(last, node) ? last.name : undefined;
}

/** A moment that was taken in the same call and before a node, by its name. */
export function dateAt(program: Program, node: Node): string | undefined {
  const around = ancestorsOf(node).find((each) => isFunction(each) && functionOf(each) === undefined);
  if (!around) return undefined;
  const dates = [...nodesIn(around)].flatMap((each) =>
    each.type === "VariableDeclarator" &&
    each.id.type === "Identifier" &&
    each.init &&
    isNow(program, each.init)
      ? [each.id]
      : [],
  );
  return dates.findLast((id) => isKnownAt(id, node))?.name;
}

/** `new Date()`, which takes the clock's time. */
export function isNow(program: Program, node: Node): boolean {
  const value = program.valueOf(node);
  return (
    value.kind === "construction" &&
    value.node.arguments.length === 0 &&
    value.callee.kind === "global" &&
    value.callee.path.join() === "Date"
  );
}

/** Whether a name can be used at a node: it is declared around it, and before it. */
export function isKnownAt(id: Node, node: Node): boolean {
  const [definition] = bindingOf(id)?.definitions ?? [];
  if (!definition) return false;
  const declared = definition.id;
  const scope = ancestorsOf(declared).find(
    (each) => each.type === "BlockStatement" || isFunction(each) || each.type === "Program",
  );
  if (!scope || scope.start > node.start || scope.end < node.end) return false;
  return isFunction(scope) || scope.type === "Program" || declared.end <= node.start;
}

function withoutAwait(node: Node): Node {
  const bare = withoutTypes(node);
  return bare.type === "AwaitExpression" ? withoutAwait(bare.argument) : bare;
}
