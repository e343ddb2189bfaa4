import type { Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { exportsOf } from "./exports.ts";
import { isOwnSpecifier } from "./files.ts";
import { fileOf } from "./parse-file.ts";
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
  return find(namespace, name, node, context, new Set()) ?? unknown(node);
}

/** `seen` ends where files re-export from each other. */
function find(
  value: Value,
  name: string,
  node: Node,
  context: Context,
  seen: Set<string>,
): Value | undefined {
  if (value.kind !== "namespace") return context.member(value, name, node);
  if (!value.isOwn) return { kind: "imported", from: value.from, path: [name], node };
  const file = context.files.all.find(({ path }) => path === value.from);
  if (!file || seen.has(`${name} ${file.path}`)) return undefined;
  seen.add(`${name} ${file.path}`);
  const { named, stars } = exportsOf(file);
  const found = named.get(name);
  if (found?.kind === "own") return context.evaluate(found.node);
  if (found) {
    const from = specified(found.source, context);
    return found.name === undefined ? from : find(from, found.name, node, context, seen);
  }
  // Node gives CommonJS's exports as the default export.
  if (name === "default") return file.isModule ? undefined : value;
  return findInStars(stars, name, node, context, seen);
}

function findInStars(
  stars: readonly Node[],
  name: string,
  node: Node,
  context: Context,
  seen: Set<string>,
): Value | undefined {
  const sources = stars.map((star) => specified(star, context));
  const isOwn = (value: Value) => value.kind === "namespace" && value.isOwn;
  for (const source of sources.filter(isOwn)) {
    const found = find(source, name, node, context, seen);
    if (found) return found;
  }
  // Which of several packages has the name cannot be seen here.
  const [only, ...more] = sources.filter((source) => !isOwn(source));
  return only && more.length === 0 ? find(only, name, node, context, seen) : undefined;
}

function specified(source: Node, context: Context): Value {
  return source.type === "Literal" && typeof source.value === "string"
    ? namespaceOf(source.value, source, context)
    : unknown(source);
}
