import type { CallExpression, Node } from "oxc-parser";
import type { Evidence, OwnFrame } from "../lab/evidence.ts";
import { nodesIn, parentOf } from "./program/parse-file.ts";
import { enclosingCall, isFunction, type FunctionNode } from "./program/places.ts";
import { programOf, type Program } from "./program/program.ts";
import { isSame } from "./program/value.ts";

/** A promise that was rejected while nothing waited for it, so that Node ended the process. */
export interface LostPromise {
  /** The error's own words. */
  readonly words: string;
  /** The innermost line of the learner's that was waiting in the function whose promise it was. */
  readonly frame: OwnFrame;
  /** The request that was served; absent when Node did not know it any more. */
  readonly visit?: string;
  /** The call that made the promise, where the code shows that it drops what the call gives. */
  readonly dropped?: CallExpression;
}

/** Told by the rejected promise's own frames alone; nothing where V8 kept none of them. */
export function lostPromise(evidence: Evidence): LostPromise | undefined {
  const crash = evidence.run?.uncaught;
  // An async function that no other one awaited has itself run on, so that its frame is no `at async`.
  const frame = crash?.frames.findLast(({ isAsync }) => isAsync) ?? crash?.frames[0];
  if (!crash?.isRejection || !frame) return undefined;
  const dropped = droppedCall(programOf(evidence), frame);
  return {
    words: crash.message,
    frame,
    ...(crash.visit !== undefined && { visit: crash.visit }),
    ...(dropped && { dropped }),
  };
}

/** The outermost call at a line whose result goes nowhere: it is a statement of its own, awaited or not. */
export function droppedCallAt(
  program: Program,
  at: { readonly file: string; readonly line: number },
): CallExpression | undefined {
  return program
    .nodesAt(at)
    .filter((node) => node.type === "CallExpression")
    .find((call) => isDropped(call) || isDropped(parentOf(call)));
}

/** A function given to a call is run by it, and a function with a name by its callers. */
function droppedCall(program: Program, frame: OwnFrame): CallExpression | undefined {
  const own = functionAt(program, frame);
  if (!own) return undefined;
  const around = enclosingCall(own);
  const calls = around?.type === "CallExpression" ? [around] : callersOf(program, own);
  const dropped = calls.filter(isDropped);
  // Several could be the one, and the process does not say which.
  return dropped.length === 1 ? dropped[0] : undefined;
}

function functionAt(program: Program, { file, line }: OwnFrame): FunctionNode | undefined {
  const source = program.files.find(({ path }) => path === file);
  const functions = (source?.nodes ?? []).filter(
    (node): node is FunctionNode & Node => isFunction(node) && covers(source?.text ?? "", node, line),
  );
  return functions.findLast(({ async }) => async);
}

function covers(text: string, { start, end }: Node, line: number): boolean {
  const lineAt = (index: number) => text.slice(0, index).split("\n").length;
  return lineAt(start) <= line && line <= lineAt(end);
}

/** Calls of the function itself, and those that get it as an argument. */
function callersOf(program: Program, own: FunctionNode): CallExpression[] {
  const value = program.valueOf(own);
  const isOwn = (node: Node) => {
    const found = program.valueOf(node);
    return found.node === own || isSame(found, value);
  };
  return program
    .nodes("CallExpression")
    .filter(({ callee, arguments: given }) => [callee, ...given].some((node) => isOwn(node)));
}

/** A call, or the `await` before it. */
function isDropped(node: Node | undefined): boolean {
  if (node?.type !== "CallExpression" && node?.type !== "AwaitExpression") return false;
  const around = parentOf(node);
  return (
    around?.type === "ExpressionStatement" ||
    (around?.type === "UnaryExpression" && around.operator === "void")
  );
}

/** Whether a function gives a value back anywhere; an inner function's own returns are not its. */
export function givesSomething(work: FunctionNode): boolean {
  if (work.body?.type !== "BlockStatement") return true;
  return [...nodesIn(work.body)].some(
    (node) => node.type === "ReturnStatement" && node.argument !== null && nearestFunction(node) === work,
  );
}

function nearestFunction(node: Node): Node | undefined {
  let around = parentOf(node);
  while (around && !isFunction(around)) around = parentOf(around);
  return around;
}
