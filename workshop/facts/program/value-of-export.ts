import type { Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { exportsOf } from "./exports.ts";
import { isOwnSpecifier } from "./files.ts";
import { fileOf, type SourceFile } from "./parse-file.ts";
import { unknown, type Value } from "./value.ts";

/** What `import * as ns`, `import()` and `require()` of a specifier give. */
export function namespaceOf(specifier: string, node: Node, context: Context): Value {
  if (/^(node:)?process$/.test(specifier)) return { kind: "global", path: ["process"], node };
  if (!isOwnSpecifier(specifier)) return { kind: "namespace", from: specifier, isOwn: false, node };
  const file = context.files.resolve(fileOf(node).path, specifier);
  if (!file?.tree) return unknown(node);
  const { whole } = exportsOf(file);
  return whole ? context.evaluate(whole) : { kind: "namespace", from: file.path, isOwn: true, node };
}

/** One export of a namespace, through re-exports. */
export function exportOf(
  namespace: Extract<Value, { kind: "namespace" }>,
  name: string,
  node: Node,
  context: Context,
): Value {
  if (!namespace.isOwn) return { kind: "imported", from: namespace.from, path: [name], node };
  const file = context.files.all.find(({ path }) => path === namespace.from);
  return (file && find(file, name, node, context, new Set())) ?? unknown(node);
}

function find(
  file: SourceFile,
  name: string,
  node: Node,
  context: Context,
  seen: Set<SourceFile>,
): Value | undefined {
  if (seen.has(file)) return undefined;
  seen.add(file);
  const { named, stars } = exportsOf(file);
  const found = named.get(name);
  if (found?.kind === "own") return context.evaluate(found.node);
  if (found) {
    const namespace = specified(found.source, context);
    return found.name === undefined ? namespace : context.member(namespace, found.name, node);
  }
  // Node gives CommonJS's exports as the default export.
  if (name === "default")
    return file.isModule ? undefined : { kind: "namespace", from: file.path, isOwn: true, node };
  return findInStars(stars, name, node, context, seen);
}

function findInStars(
  stars: readonly Node[],
  name: string,
  node: Node,
  context: Context,
  seen: Set<SourceFile>,
): Value | undefined {
  const packages: Value[] = [];
  for (const star of stars) {
    const namespace = specified(star, context);
    const file =
      namespace.kind === "namespace" && namespace.isOwn
        ? context.files.all.find(({ path }) => path === namespace.from)
        : undefined;
    const found = file && find(file, name, node, context, seen);
    if (found) return found;
    if (!file) packages.push(namespace);
  }
  // Which of several packages has the name cannot be seen here.
  const [only] = packages;
  return only && packages.length === 1 ? context.member(only, name, node) : undefined;
}

function specified(source: Node, context: Context): Value {
  return source.type === "Literal" && typeof source.value === "string"
    ? namespaceOf(source.value, source, context)
    : unknown(source);
}
