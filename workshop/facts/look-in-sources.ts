import type { CallExpression, ExpressionStatement, NewExpression, Node, ObjectProperty } from "oxc-parser";
import type { SourceText } from "../lab/evidence.ts";
import { lineOf, nodesOf, textOf } from "./source-tree.ts";

/** A place in the learner's code. */
export interface Place {
  readonly source: SourceText;
  readonly file: string;
  readonly line: number;
  /** The code that stands there, on one line. */
  readonly text: string;
}

export interface Found<N extends Node> extends Place {
  readonly node: N;
}

export interface Import extends Place {
  readonly specifier: string;
}

/** Every `new Name(…)`, also as `namespace.Name`. */
export function constructions(sources: readonly SourceText[], name: RegExp): Found<NewExpression>[] {
  return search(
    sources,
    (node): node is NewExpression => node.type === "NewExpression" && name.test(lastName(node.callee)),
  );
}

/** Every `name(…)` or `something.name(…)`. */
export function calls(sources: readonly SourceText[], name: RegExp): Found<CallExpression>[] {
  return search(
    sources,
    (node): node is CallExpression => node.type === "CallExpression" && name.test(lastName(node.callee)),
  );
}

/** Every `something.name` that is a line of its own: a function that is named, and not called. */
export function uncalled(sources: readonly SourceText[], name: RegExp): Place[] {
  return search(sources, (node): node is ExpressionStatement => node.type === "ExpressionStatement")
    .filter(
      ({ node: { expression } }) => expression.type === "MemberExpression" && name.test(lastName(expression)),
    )
    .map(({ source, node }) => placeOf(source, node.expression));
}

/** Every `import`, `import()` and `require()` of a fixed specifier. */
export function imports(sources: readonly SourceText[]): Import[] {
  return search(sources, (node): node is Node => specifierOf(node) !== undefined).map((found) => ({
    ...found,
    specifier: specifierOf(found.node) as string,
  }));
}

/** The properties of an object literal by name; nothing for any other expression. */
export function propertiesOf(node: Node | undefined): Map<string, ObjectProperty> {
  const bare = withoutType(node);
  if (bare?.type !== "ObjectExpression") return new Map();
  return new Map(
    bare.properties.flatMap((property): [string, ObjectProperty][] => {
      if (property.type !== "Property") return [];
      const { key } = property;
      const name =
        key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : undefined;
      return name === undefined ? [] : [[name, property]];
    }),
  );
}

/** `value as Type`, `value satisfies Type` and `(value)` are all the value. */
export function withoutType(node: Node | undefined): Node | undefined {
  let bare = node;
  while (
    bare &&
    (bare.type === "TSAsExpression" ||
      bare.type === "TSSatisfiesExpression" ||
      bare.type === "ParenthesizedExpression")
  ) {
    bare = bare.expression;
  }
  return bare;
}

/** The last word of `a.b.Name` or `Name`. */
export function lastName(node: Node): string {
  if (node.type === "Identifier") return node.name;
  if (node.type === "MemberExpression" && node.property.type === "Identifier") return node.property.name;
  return "";
}

/** The first line that holds the words, for what the syntax tree does not show. */
export function lineWith(text: string, words: string | RegExp): number | undefined {
  const index = text
    .split("\n")
    .findIndex((line) => (typeof words === "string" ? line.includes(words) : words.test(line)));
  return index < 0 ? undefined : index + 1;
}

function search<N extends Node>(
  sources: readonly SourceText[],
  wanted: (node: Node) => node is N,
): Found<N>[] {
  return sources.flatMap((source) => {
    const found: Found<N>[] = [];
    for (const node of nodesOf(source)) if (wanted(node)) found.push({ ...placeOf(source, node), node });
    return found;
  });
}

/** Where a node stands. */
export function placeOf(source: SourceText, node: { readonly start: number; readonly end: number }): Place {
  const text = textOf(source, node).replace(/\s+/g, " ");
  return {
    source,
    file: source.path,
    line: lineOf(source, node),
    text: text.length > 120 ? `${text.slice(0, 119)}…` : text,
  };
}

function specifierOf(node: Node): string | undefined {
  if (
    node.type === "ImportDeclaration" ||
    node.type === "ImportExpression" ||
    node.type === "ExportNamedDeclaration" ||
    node.type === "ExportAllDeclaration"
  ) {
    const { source } = node;
    return source?.type === "Literal" && typeof source.value === "string" ? source.value : undefined;
  }
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== "require")
    return undefined;
  const [first] = node.arguments;
  return first?.type === "Literal" && typeof first.value === "string" ? first.value : undefined;
}
