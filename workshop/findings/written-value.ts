import type { Node } from "oxc-parser";
import type { CodeLine, Evidence, SourceText } from "../lab/evidence.ts";
import { lineAt } from "./code-at.ts";
import { lastName, placeOf, propertiesOf, withoutType } from "./look-in-sources.ts";
import { lineOf, nodesOf } from "./source-tree.ts";
import { textOf } from "./span-code.ts";

/**
 * The code of a field's value where it is written by hand: nothing but literals, whatever chooses between them. `at` is
 * the line that set the field, where that is known. Only what the syntax tree shows for certain.
 */
export function writtenValue(evidence: Evidence, key: string, at: CodeLine | undefined): string | undefined {
  // The usual right answer; it spares the parser.
  if (/\.(length|size)\b/.test(lineAt(evidence, at))) return undefined;
  const { sources } = evidence.backend;
  for (const source of sources) {
    if (at && source.path !== at.file) continue;
    for (const node of nodesOf(source)) {
      const value = valueOf(node, sources, key);
      if (!value || (at && lineOf(source, node) !== at.line)) continue;
      return isWritten(value, source) ? told(value, source) : undefined;
    }
  }
  return undefined;
}

/** The value's own code; for a variable what it was given last as well. */
function told(value: Node, source: SourceText): string {
  const { text } = placeOf(source, value);
  if (value.type !== "Identifier") return text;
  const given = [...nodesOf(source)].flatMap((node) => {
    if (node.type === "AssignmentExpression" && isNamed(node.left, text)) return [node.right];
    return node.type === "VariableDeclarator" && isNamed(node.id, text) && node.init ? [node.init] : [];
  });
  const last = given.at(-1);
  return last ? `${text} = ${placeOf(source, last).text}` : text;
}

/** The value in `setAttribute(key, value)`, `setAttributes({ key: value })` or the option `{ attributes: { … } }`. */
function valueOf(node: Node, sources: readonly SourceText[], key: string): Node | undefined {
  if (node.type === "CallExpression") {
    const [first, second] = node.arguments;
    if (lastName(node.callee) === "setAttribute" && textOf(sources, first) === key) return second;
    if (lastName(node.callee) === "setAttributes") return propertiesOf(first).get(key)?.value;
  }
  if (node.type === "Property" && node.key.type === "Identifier" && node.key.name === "attributes")
    return propertiesOf(node.value).get(key)?.value;
  return undefined;
}

function isWritten(node: Node | undefined, source: SourceText, seen = new Set<string>()): boolean {
  const bare = withoutType(node);
  const both = (...parts: Node[]) => parts.every((part) => isWritten(part, source, seen));
  switch (bare?.type) {
    case "Literal":
      return true;
    case "TemplateLiteral":
      return both(...bare.expressions);
    case "UnaryExpression":
      return both(bare.argument);
    case "BinaryExpression":
    case "LogicalExpression":
      return both(bare.left as Node, bare.right);
    case "ConditionalExpression":
      return both(bare.consequent, bare.alternate);
    case "CallExpression":
      return /^(Number|String|parseInt)$/.test(lastName(bare.callee)) && both(...(bare.arguments as Node[]));
    case "Identifier":
      return !seen.has(bare.name) && isWrittenName(bare.name, source, seen.add(bare.name));
    default:
      return false;
  }
}

/** A variable that is given nothing but such values, in the whole file. */
function isWrittenName(name: string, source: SourceText, seen: Set<string>): boolean {
  let given = 0;
  for (const node of nodesOf(source)) {
    if (node.type === "UpdateExpression" && isNamed(node.argument, name)) return false;
    if (node.type === "AssignmentExpression" && isNamed(node.left, name)) {
      if (node.operator !== "=" || !isWritten(node.right, source, seen)) return false;
      given += 1;
    }
    if (node.type === "VariableDeclarator" && isNamed(node.id, name) && node.init) {
      if (!isWritten(node.init, source, seen)) return false;
      given += 1;
    }
  }
  return given > 0;
}

function isNamed(node: Node, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}
