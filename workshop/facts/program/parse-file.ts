import { createRequire } from "node:module";
import type { Node, Program } from "oxc-parser";
import type { SourceText } from "../../lab/evidence.ts";

/** One of the learner's files as syntax. Comments are no part of it. */
export interface SourceFile {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
  /** Every node, outermost first; none for a file that does not parse. */
  readonly nodes: readonly Node[];
  /** Absent for a file that does not parse. */
  readonly tree?: Program;
  /** Absent for a file that parses. */
  readonly error?: { readonly message: string; readonly line: number };
  /** Whether it has `import` or `export` statements; the others are CommonJS. */
  readonly isModule: boolean;
}

const require = createRequire(import.meta.url);
const parsed = new WeakMap<SourceText, SourceFile>();
const places = new WeakMap<
  Node,
  { readonly file: SourceFile; readonly parent: Node | undefined; readonly index: number }
>();

/** The file's syntax, or the error that keeps it from having any. Parsed once. */
export function parseFile(source: SourceText): SourceFile {
  const known = parsed.get(source);
  if (known) return known;
  const file = parse(source);
  parsed.set(source, file);
  return file;
}

/** The node around a node; nothing for the whole file's. */
export function parentOf(node: Node): Node | undefined {
  return places.get(node)?.parent;
}

/** The file that holds a node. */
export function fileOf(node: Node): SourceFile {
  return placeIn(node).file;
}

/** The nodes inside a node, outermost first. */
export function* nodesIn(node: Node): Generator<Node> {
  const { file, index } = placeIn(node);
  for (let at = index + 1; at < file.nodes.length; at += 1) {
    const each = file.nodes[at] as Node;
    if (each.start >= node.end) return;
    yield each;
  }
}

/** The 1-based line of an index into a file's text. */
export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < index; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}

function placeIn(node: Node) {
  const place = places.get(node);
  if (!place) throw new Error(`A node of type ${node.type} that no file holds`);
  return place;
}

function parse({ path, text }: SourceText): SourceFile {
  // Loaded only when a check has failed: a passing one needs no syntax tree.
  const oxc = require("oxc-parser") as typeof import("oxc-parser");
  const result = oxc.parseSync(path, text, { range: true, preserveParens: false });
  const isModule = result.module.hasModuleSyntax;
  const error = result.errors.find(({ severity }) => severity === "Error");
  if (error) {
    const line = lineAt(text, error.labels[0]?.start ?? 0);
    return { path, text, nodes: [], isModule, error: { message: error.message, line } };
  }
  const nodes: Node[] = [];
  const file = { path, text, nodes, tree: result.program, isModule };
  for (const [node, parent] of walk(result.program, oxc.visitorKeys)) {
    places.set(node, { file, parent, index: nodes.length });
    nodes.push(node);
  }
  return file;
}

function* walk(tree: Node, keys: Record<string, string[]>): Generator<[Node, Node | undefined]> {
  const stack: [Node, Node | undefined][] = [[tree, undefined]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    const [node] = next;
    const fields = node as unknown as Record<string, unknown>;
    const children = (keys[node.type] ?? []).flatMap((key) => fields[key]).filter(isNode);
    for (const child of children.reverse()) stack.push([child, node]);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}
