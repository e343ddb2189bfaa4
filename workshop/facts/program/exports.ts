import type { Node } from "oxc-parser";
import type { SourceFile } from "./parse-file.ts";
import { bindingOf } from "./scopes.ts";

/** What a file gives to those that import it. */
export interface Exports {
  /** By name, `default` among them. */
  readonly named: ReadonlyMap<string, Export>;
  /** The files and packages of `export * from`. */
  readonly stars: readonly Node[];
  /** `module.exports = …`, where it is set once. */
  readonly whole?: Node;
}

export type Export =
  | { readonly kind: "own"; readonly node: Node }
  /** `export { name } from`; without a name for `export * as ns from`. */
  | { readonly kind: "from"; readonly source: Node; readonly name?: string };

const known = new WeakMap<SourceFile, Exports>();

/** The exports of a file, in ESM or CommonJS. */
export function exportsOf(file: SourceFile): Exports {
  const found = known.get(file) ?? collect(file);
  known.set(file, found);
  return found;
}

function collect(file: SourceFile): Exports {
  const named = new Map<string, Export>();
  const stars: Node[] = [];
  const wholes: Node[] = [];
  for (const node of file.nodes) {
    if (node.type === "ExportNamedDeclaration")
      for (const [name, each] of namedBy(node)) named.set(name, each);
    if (node.type === "ExportDefaultDeclaration")
      named.set("default", { kind: "own", node: node.declaration });
    if (node.type === "ExportAllDeclaration" && node.exportKind !== "type") {
      if (node.exported) named.set(nameOf(node.exported), { kind: "from", source: node.source });
      else stars.push(node.source);
    }
    if (node.type === "TSExportAssignment") wholes.push(node.expression);
    if (node.type === "AssignmentExpression" && !file.isModule) {
      const name = commonJsName(node.left);
      if (name === "module.exports") wholes.push(node.right);
      else if (name !== undefined) named.set(name, { kind: "own", node: node.right });
    }
  }
  const [whole] = wholes;
  return { named, stars, ...(whole && wholes.length === 1 ? { whole } : {}) };
}

function namedBy(node: Extract<Node, { type: "ExportNamedDeclaration" }>): [string, Export][] {
  if (node.exportKind === "type") return [];
  const { source, declaration } = node;
  const listed = node.specifiers.map(({ local, exported }): [string, Export] => [
    nameOf(exported),
    source ? { kind: "from", source, name: nameOf(local) } : { kind: "own", node: local },
  ]);
  return [...listed, ...declaredIn(declaration)];
}

function declaredIn(declaration: Node | null): [string, Export][] {
  if (!declaration) return [];
  if (declaration.type === "VariableDeclaration")
    return declaration.declarations.flatMap(({ id }) => namesIn(id).map((each) => own(each)));
  return "id" in declaration && declaration.id
    ? namesIn(declaration.id as Node).map((each) => own(each))
    : [];
}

function own(id: Extract<Node, { type: "Identifier" }>): [string, Export] {
  return [id.name, { kind: "own", node: id }];
}

/** The names that a pattern declares. */
export function namesIn(pattern: Node): Extract<Node, { type: "Identifier" }>[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern as Extract<Node, { type: "Identifier" }>];
    case "AssignmentPattern":
      return namesIn(pattern.left);
    case "RestElement":
      return namesIn(pattern.argument);
    case "ArrayPattern":
      return pattern.elements.flatMap((each) => (each ? namesIn(each) : []));
    case "ObjectPattern":
      return pattern.properties.flatMap((each) => namesIn(each.type === "Property" ? each.value : each));
    default:
      return [];
  }
}

function nameOf(node: Node): string {
  return node.type === "Literal" ? String(node.value) : node.type === "Identifier" ? node.name : "";
}

/** `name` for `exports.name` and `module.exports.name`, and `module.exports` itself. */
function commonJsName(left: Node): string | undefined {
  if (left.type !== "MemberExpression" || left.computed || left.property.type !== "Identifier")
    return undefined;
  const { object, property } = left;
  if (isFree(object, "module") && property.name === "exports") return "module.exports";
  if (isFree(object, "exports")) return property.name;
  return commonJsName(object) === "module.exports" ? property.name : undefined;
}

function isFree(node: Node, name: string): boolean {
  return node.type === "Identifier" && node.name === name && !bindingOf(node)?.definitions.length;
}
