import type { ArrowFunctionExpression, CallExpression, Function as WrittenFunction, Node } from "oxc-parser";
import type { CodeLine, Evidence, SourceText } from "../lab/evidence.ts";
import { lineAt } from "./code-at.ts";
import { lastName, placeOf, propertiesOf, withoutType } from "./look-in-sources.ts";
import { lineOf, nodesOf } from "./source-tree.ts";
import { literalOf } from "./span-code.ts";

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

/** The value's own code; for a variable what it was given as well, for a function what it gives. */
function told(value: Node, source: SourceText): string {
  const { text } = placeOf(source, value);
  const [result] = value.type === "CallExpression" ? (returnsOf(value, source) ?? []) : [];
  if (result) return `${text}, which gives ${placeOf(source, result).text}`;
  if (value.type !== "Identifier") return text;
  const given = nodesOf(source).flatMap((node) => {
    if (node.type === "AssignmentExpression" && isNamed(node.left, text)) return [node.right];
    return node.type === "VariableDeclarator" && isNamed(node.id, text) && node.init ? [node.init] : [];
  });
  const values = [...new Set(given.map((each) => placeOf(source, each).text))];
  return values.length > 0 ? `${text} = ${values.join(" or ")}` : text;
}

/** The value in `setAttribute(key, value)`, `setAttributes({ key: value })` or the option `{ attributes: { … } }`. */
function valueOf(node: Node, sources: readonly SourceText[], key: string): Node | undefined {
  if (node.type === "CallExpression") {
    const [first, second] = node.arguments;
    if (lastName(node.callee) === "setAttribute" && literalOf(sources, first) === key) return second;
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
      if (/^(Number|String|parseInt)$/.test(lastName(bare.callee)))
        return both(...(bare.arguments as Node[]));
      return isFirst(`${lastName(bare.callee)}()`, seen) && givesWritten(bare, source, seen);
    case "ObjectExpression":
      return bare.properties.every((each) => each.type === "Property" && both(each.value));
    case "MemberExpression":
      if (bare.object.type !== "Identifier") return false;
      return isFirst(`${bare.object.name}.`, seen) && isTable(bare.object.name, source, seen);
    case "Identifier":
      return isFirst(bare.name, seen) && isWrittenName(bare.name, source, seen);
    default:
      return false;
  }
}

/** Each name is followed once: what leads back to itself, such as a function that calls itself, is computed. */
function isFirst(name: string, seen: Set<string>): boolean {
  return !seen.has(name) && seen.add(name).has(name);
}

function givesWritten(call: CallExpression, source: SourceText, seen: Set<string>): boolean {
  return returnsOf(call, source)?.every((value) => isWritten(value, source, seen)) === true;
}

/** What a function of the same file gives back, each way out; nothing where it does more than choose. */
function returnsOf({ callee }: CallExpression, source: SourceText): Node[] | undefined {
  if (callee.type !== "Identifier") return undefined;
  const work = functionNamed(callee.name, source);
  if (!work?.body) return undefined;
  if (work.body.type !== "BlockStatement") return [work.body];
  const { start, end } = work;
  const within = nodesOf(source).filter((node) => node.start > start && node.end < end);
  if (within.some(({ type }) => /^(For|While|DoWhile|Await|Update|Assignment)/.test(type))) return undefined;
  const values = within.flatMap((node) =>
    node.type === "ReturnStatement" && node.argument ? [node.argument] : [],
  );
  return values.length > 0 ? values : undefined;
}

function functionNamed(
  name: string,
  source: SourceText,
): ArrowFunctionExpression | WrittenFunction | undefined {
  for (const node of nodesOf(source)) {
    if (node.type === "FunctionDeclaration" && node.id?.name === name) return node;
    if (node.type !== "VariableDeclarator" || !isNamed(node.id, name)) continue;
    const { init } = node;
    if (init?.type === "ArrowFunctionExpression" || init?.type === "FunctionExpression") return init;
  }
  return undefined;
}

/** An object whose values are all written by hand, and which is only read. */
function isTable(name: string, source: SourceText, seen: Set<string>): boolean {
  const given = nodesOf(source).find((node) => node.type === "VariableDeclarator" && isNamed(node.id, name));
  if (given?.type !== "VariableDeclarator") return false;
  const table = withoutType(given.init ?? undefined);
  const uses = nodesOf(source).filter((node) => isNamed(node, name)).length;
  const reads = nodesOf(source).filter(
    (node) => node.type === "MemberExpression" && isNamed(node.object, name),
  ).length;
  const writes = nodesOf(source).some(
    (node) =>
      node.type === "AssignmentExpression" &&
      node.left.type === "MemberExpression" &&
      isNamed(node.left.object, name),
  );
  return (
    table?.type === "ObjectExpression" && uses === reads + 1 && !writes && isWritten(table, source, seen)
  );
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
