import type { Node } from "oxc-parser";
import type { Program } from "./program/program.ts";
import { functionOf, isFunction, type FunctionNode } from "./program/places.ts";
import { calledMethod, withoutType } from "./called-method.ts";
import { nodesIn } from "./program/parse-file.ts";

/** Whether an expression gives a promise for certain: a call of an async function, a `.then()`, or a span's async work. */
export function givesPromise(program: Program, node: Node | null | undefined): boolean {
  const bare = withoutType(node ?? undefined);
  if (!bare) return false;
  if (bare.type === "CallExpression") {
    const method = calledMethod(bare) ?? "";
    if (/^(then|catch|finally)$/.test(method)) return true;
    const last = withoutType(bare.arguments.at(-1));
    if (method === "startActiveSpan" && last && isFunction(last)) return waits(program, last);
    const callee = program.valueOf(bare.callee);
    if (callee.kind === "function" && callee.node.async) return true;
  }
  if (bare.type === "SpreadElement") return false;
  return program.valueOf(bare).kind === "promise";
}

/** Whether calling a function gives a promise: it is async, or returns one. */
export function waits(program: Program, work: FunctionNode): boolean {
  if (work.async) return true;
  if (work.body && work.body.type !== "BlockStatement") return givesPromise(program, work.body);
  return returnsOf(work).some(({ argument }) => givesPromise(program, argument));
}

/** The returns of a function itself, and of none inside it. */
export function returnsOf(work: FunctionNode): Extract<Node, { type: "ReturnStatement" }>[] {
  return [...nodesIn(work)].filter(
    (node) => node.type === "ReturnStatement" && functionOf(node) === work,
  ) as Extract<Node, { type: "ReturnStatement" }>[];
}
