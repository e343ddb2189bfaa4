import type { Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { parentOf } from "./parse-file.ts";
import { partOf } from "./part-of.ts";
import { isFunction } from "./places.ts";
import type { Binding, Definition, Reference } from "./scopes.ts";
import { eachOf, either, unknown, type Value } from "./value.ts";
import { namespaceOf } from "./value-of-export.ts";
import { valueOfParameter } from "./value-of-parameter.ts";

/** What a name stands for: an import, a function, a class, a parameter, or a variable that is assigned once. */
export function valueOfBinding(binding: Binding, node: Node, context: Context): Value {
  const definitions = binding.definitions.filter(
    ({ kind, node: { type } }) => kind !== "other" && type !== "TSDeclareFunction",
  );
  const [only] = definitions;
  if (!only || definitions.length > 1) return unknown(node);
  const writes = binding.references.filter(({ writes, isInit }) => writes && !isInit);
  if (only.kind === "variable") return valueOfVariable(only, writes, node, context);
  if (writes.length > 0) return unknown(node);
  if (only.kind === "import") return valueOfImport(only.node, node, context);
  if (only.kind === "parameter" && isFunction(only.node))
    return valueOfParameter(only.node, only.id, context);
  return only.kind === "parameter" ? unknown(node) : context.evaluate(only.node);
}

function valueOfImport(specifier: Node, node: Node, context: Context): Value {
  if (specifier.type === "TSImportEqualsDeclaration") {
    const { moduleReference } = specifier;
    if (moduleReference.type !== "TSExternalModuleReference") return unknown(node);
    return namespaceOf(String(moduleReference.expression.value), specifier, context);
  }
  const declaration = parentOf(specifier);
  if (declaration?.type !== "ImportDeclaration") return unknown(node);
  const namespace = namespaceOf(declaration.source.value, specifier, context);
  if (specifier.type === "ImportNamespaceSpecifier") return namespace;
  if (specifier.type === "ImportDefaultSpecifier") return defaultOf(namespace, specifier, context);
  if (specifier.type !== "ImportSpecifier") return unknown(node);
  const { imported } = specifier;
  const name = imported.type === "Identifier" ? imported.name : imported.value;
  return name === "default"
    ? defaultOf(namespace, specifier, context)
    : context.member(namespace, name, specifier);
}

/** `module.exports = …` is its own default export. */
function defaultOf(namespace: Value, specifier: Node, context: Context): Value {
  return namespace.kind === "namespace" || namespace.kind === "global"
    ? context.member(namespace, "default", specifier)
    : namespace;
}

function valueOfVariable(
  { id, node: declarator }: Definition,
  writes: readonly Reference[],
  node: Node,
  context: Context,
): Value {
  if (declarator.type !== "VariableDeclarator") return unknown(node);
  const loop = parentOf(parentOf(declarator) ?? declarator);
  if (loop?.type === "ForOfStatement" && loop.left === parentOf(declarator))
    return partOf(declarator.id, id, elementOf(context.evaluate(loop.right), node), context) ?? unknown(node);
  const { init } = declarator;
  const [write] = writes;
  if (init && !write) return partOf(declarator.id, id, context.evaluate(init), context) ?? unknown(node);
  const isEmpty = !init || /^(null|undefined)$/.test(context.evaluate(init).kind);
  if (!write || writes.length > 1 || !isEmpty || loop?.type === "ForInStatement") return unknown(node);
  const assignment = parentOf(write.id);
  const isPlain =
    assignment?.type === "AssignmentExpression" &&
    assignment.left === write.id &&
    /^(=|\?\?=|\|\|=)$/.test(assignment.operator);
  return isPlain ? context.evaluate(assignment.right) : unknown(node);
}

/** What a loop over a list meets: one of its elements. */
export function elementOf(list: Value, node: Node): Value {
  return either(
    eachOf(list).flatMap((each) =>
      each.kind === "array" && each.complete ? each.elements : [unknown(node)],
    ),
    node,
  );
}
