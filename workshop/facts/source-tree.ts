import { createRequire } from "node:module";
import type { Node, ParseResult, Program } from "oxc-parser";
import type { SourceText } from "../lab/evidence.ts";

const require = createRequire(import.meta.url);
const parsed = new WeakMap<SourceText, Program>();
const walked = new WeakMap<SourceText, readonly Node[]>();

/** Every node of a file's syntax tree, outermost first; nothing for a file that does not parse. */
export function nodesOf(source: SourceText): readonly Node[] {
  const known = walked.get(source);
  if (known) return known;
  const nodes = [...walk(parse(source))];
  walked.set(source, nodes);
  return nodes;
}

function* walk(tree: Node): Generator<Node> {
  const stack: unknown[] = [tree];
  while (stack.length > 0) {
    const node = stack.pop();
    if (isNode(node)) yield node;
    else if (!Array.isArray(node)) continue;
    // One by one: a list of 200 000 entries has more than a call takes arguments.
    for (const value of Object.values(node).reverse())
      if (typeof value === "object" && value !== null) stack.push(value);
  }
}

/** The 1-based line on which a node begins. */
export function lineOf(source: SourceText, node: { readonly start: number }): number {
  return source.text.slice(0, node.start).split("\n").length;
}

/** The text of a node, as the learner wrote it. */
export function textOf(source: SourceText, node: { readonly start: number; readonly end: number }): string {
  return source.text.slice(node.start, node.end);
}

/** Whether a file is valid TypeScript; what only Node refuses in it is not its fault. */
export function isValid(source: SourceText): boolean {
  return parseSync(source).errors.every(({ severity }) => severity !== "Error");
}

function parse(source: SourceText): Program {
  const known = parsed.get(source);
  if (known) return known;
  const { program } = parseSync(source);
  parsed.set(source, program);
  return program;
}

function parseSync(source: SourceText): ParseResult {
  // Loaded only when a check has failed: a passing one needs no syntax tree.
  const oxc = require("oxc-parser") as typeof import("oxc-parser");
  return oxc.parseSync(source.path, source.text);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}
