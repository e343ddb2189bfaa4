import type { Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { fileOf, parentOf } from "./parse-file.ts";
import { placeOf, type Place } from "./places.ts";
import { propertyName } from "./property-name.ts";
import { bindingOf } from "./scopes.ts";

/** One `import`, `export … from`, `import()` or `require()`. */
export interface Import extends Place {
  readonly node: Node;
  readonly how: "import" | "export" | "dynamic" | "require";
  readonly specifier: string;
  /** The file of the learner's that it means, where it is part of the program. */
  readonly target?: string;
  readonly names: readonly ImportedName[];
  /** It has nothing but types, so that nothing of it is left when it runs. */
  readonly isTypeOnly: boolean;
  /** False for an import statement of which no value is used: the compiler removes it, so its module never runs. */
  readonly isUsed: boolean;
}

export interface ImportedName {
  /** `default`, `*` for all, or the name in the other file. */
  readonly imported: string;
  readonly local: string;
  readonly isTypeOnly: boolean;
  /** As a value, not only as a type. */
  readonly isUsed: boolean;
  /** As a value or as a type. */
  readonly isMentioned: boolean;
  readonly node: Node;
}

/** Every import of the program, in the order of files and lines. */
export function importsOf(context: Context): Import[] {
  return context.files.all.flatMap(({ nodes }) =>
    nodes.flatMap((node) => {
      const found = readImport(node, context);
      return found ? [found] : [];
    }),
  );
}

function readImport(node: Node, context: Context): Import | undefined {
  switch (node.type) {
    case "ImportDeclaration": {
      const isTypes = node.importKind === "type";
      const names = node.specifiers.map((each) => nameOf(each, isTypes));
      return made(node, "import", node.source, names, isTypes, context);
    }
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
      return node.source
        ? made(node, "export", node.source, [], node.exportKind === "type", context)
        : undefined;
    case "TSImportEqualsDeclaration": {
      const { moduleReference, id } = node;
      if (moduleReference.type !== "TSExternalModuleReference") return undefined;
      const name = {
        imported: "*",
        local: id.name,
        isTypeOnly: false,
        isUsed: isUsed(id),
        isMentioned: isMentioned(id),
        node: id,
      };
      return made(node, "require", moduleReference.expression, [name], node.importKind === "type", context);
    }
    case "ImportExpression":
      return made(node, "dynamic", node.source, namesTaken(node, context), false, context);
    case "CallExpression":
      return readRequire(node, context);
    default:
      return undefined;
  }
}

/** `require("…")`, also by the function that `createRequire` gives. */
function readRequire(node: Extract<Node, { type: "CallExpression" }>, context: Context): Import | undefined {
  const [source] = node.arguments;
  const callee = node.callee;
  if (!source || callee.type !== "Identifier") return undefined;
  const value = context.evaluate(callee);
  const isGlobal = value.kind === "global" && value.path.join() === "require";
  const isMade =
    value.kind === "call" && value.callee.kind === "imported" && value.callee.path.at(-1) === "createRequire";
  return isGlobal || isMade
    ? made(node, "require", source, namesTaken(node, context), false, context)
    : undefined;
}

function made(
  node: Node,
  how: Import["how"],
  source: Node,
  names: readonly ImportedName[],
  isTypes: boolean,
  context: Context,
): Import | undefined {
  const specifier = context.evaluate(source);
  if (specifier.kind !== "string") return undefined;
  const target = context.files.resolve(fileOf(node).path, specifier.value)?.path;
  return {
    ...placeOf(node),
    node,
    how,
    specifier: specifier.value,
    ...(target !== undefined && { target }),
    names,
    isTypeOnly: isTypes || (names.length > 0 && names.every((name) => name.isTypeOnly)),
    // Only the compiler's own import statements are removed.
    isUsed: how !== "import" || names.length === 0 || names.some((name) => name.isUsed),
  };
}

function nameOf(
  node: Extract<Node, { type: "ImportSpecifier" | "ImportDefaultSpecifier" | "ImportNamespaceSpecifier" }>,
  isTypes: boolean,
): ImportedName {
  const isTypeOnly = isTypes || (node.type === "ImportSpecifier" && node.importKind === "type");
  return {
    imported: importedBy(node),
    local: node.local.name,
    isTypeOnly,
    isUsed: !isTypeOnly && isUsed(node.local),
    isMentioned: isMentioned(node.local),
    node,
  };
}

function importedBy(
  node: Extract<Node, { type: "ImportSpecifier" | "ImportDefaultSpecifier" | "ImportNamespaceSpecifier" }>,
): string {
  if (node.type === "ImportDefaultSpecifier") return "default";
  if (node.type === "ImportNamespaceSpecifier") return "*";
  return node.imported.type === "Identifier" ? node.imported.name : node.imported.value;
}

/** What the declaration around `require()` or `await import()` takes of it. */
function namesTaken(node: Node, context: Context): ImportedName[] {
  const around = parentOf(node);
  if (around?.type === "AwaitExpression") return namesTaken(around, context);
  if (around?.type !== "VariableDeclarator") return [];
  const { id } = around;
  if (id.type === "Identifier")
    return [
      {
        imported: "*",
        local: id.name,
        isTypeOnly: false,
        isUsed: isUsed(id),
        isMentioned: isMentioned(id),
        node: id,
      },
    ];
  if (id.type !== "ObjectPattern") return [];
  return id.properties.flatMap((each) => {
    if (each.type !== "Property" || each.value.type !== "Identifier") return [];
    const imported = propertyName(each, context) ?? "*";
    return [
      {
        imported,
        local: each.value.name,
        isTypeOnly: false,
        isUsed: isUsed(each.value),
        isMentioned: isMentioned(each.value),
        node: each,
      },
    ];
  });
}

function isUsed(id: Node): boolean {
  return bindingOf(id)?.references.some(({ isValue, reads }) => isValue && reads) ?? false;
}

function isMentioned(id: Node): boolean {
  return (bindingOf(id)?.references.length ?? 0) > 0;
}
