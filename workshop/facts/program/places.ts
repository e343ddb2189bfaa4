import type { ArrowFunctionExpression, CallExpression, Function, NewExpression, Node } from "oxc-parser";
import { fileOf, lineAt, parentOf } from "./parse-file.ts";

/** Where a node is. `start` and `end` are indices into the file's text, for edits. */
export interface Place {
  readonly file: string;
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  readonly start: number;
  readonly end: number;
  /** The code on one line, cut after 120 characters. */
  readonly text: string;
}

/** What is a function: a declaration, an expression, or an arrow. */
export type FunctionNode = Function | ArrowFunctionExpression;

export function placeOf(node: Node): Place {
  const { path, text } = fileOf(node);
  const { start, end } = node;
  const code = text.slice(start, end).replace(/\s+/g, " ");
  return {
    file: path,
    line: lineAt(text, start),
    column: start - text.lastIndexOf("\n", start - 1),
    start,
    end,
    text: code.length > 120 ? `${code.slice(0, 119)}…` : code,
  };
}

/** The code of a node, as the learner wrote it. */
export function textOf(node: Node): string {
  return fileOf(node).text.slice(node.start, node.end);
}

/** The innermost statement that holds a node, which may be the node itself; with its `export` where it has one. */
export function statementOf(node: Node): Node {
  return [node, ...ancestorsOf(node)].find(isStatement) ?? node;
}

function isStatement(node: Node): boolean {
  if (node.type.endsWith("Statement")) return node.type !== "BlockStatement";
  const around = parentOf(node)?.type ?? "";
  // `for (const a of b)` and `export const a = b` have a declaration inside a statement.
  return (
    /(Declaration|Assignment)$/.test(node.type) && !/^(For\w*Statement|Export\w+Declaration)$/.test(around)
  );
}

/** The innermost function around a node, itself aside; nothing at the top level. */
export function functionOf(node: Node): FunctionNode | undefined {
  return ancestorsOf(node).find(isFunction);
}

/** The innermost call or construction that gets a node in its arguments; a function around the node ends the search. */
export function enclosingCall(node: Node): CallExpression | NewExpression | undefined {
  let inner = node;
  for (const each of ancestorsOf(node)) {
    if (isFunction(each)) return undefined;
    if (isCall(each) && each.callee !== inner) return each;
    inner = each;
  }
  return undefined;
}

/** The nodes around a node, innermost first. */
export function ancestorsOf(node: Node): Node[] {
  const around: Node[] = [];
  for (let each = parentOf(node); each; each = parentOf(each)) around.push(each);
  return around;
}

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

export function isCall(node: Node): node is CallExpression | NewExpression {
  return node.type === "CallExpression" || node.type === "NewExpression";
}
