import { isAlias, isMap, isScalar, isSeq, type Scalar, type YAMLMap } from "yaml";
import { ComposeStop } from "./compose-problem.ts";
import type { ComposeFile } from "./read-compose-file.ts";

export interface Pair {
  readonly key: string;
  readonly keyNode: Scalar;
  /** With aliases followed. */
  readonly value: unknown;
}

/** The pairs of a mapping, with aliases followed and `<<` laid under the mapping's own keys. */
export function pairsOf(file: ComposeFile, node: unknown): readonly Pair[] {
  const map = follow(file, node);
  return isMap(map) ? gather(file, map, []) : [];
}

/** The value of one key of a mapping. */
export function valueOf(file: ComposeFile, node: unknown, key: string): unknown {
  return pairsOf(file, node).find((pair) => pair.key === key)?.value;
}

/** What stands behind an alias, or the node itself. */
export function follow(file: ComposeFile, node: unknown): unknown {
  if (!isAlias(node)) return node;
  return node.resolve(file.document) ?? stop(file, node, `*${node.source} has no &${node.source} before it`);
}

function gather(file: ComposeFile, map: YAMLMap, inside: readonly YAMLMap[]): readonly Pair[] {
  const known = file.gathered.get(map);
  if (known) return known;
  if (inside.includes(map)) stop(file, map, "a mapping merges itself (<<) here");
  const pairs = new Map<string, Pair>();
  for (const { key, value } of map.items) {
    if (!isMergeKey(key)) continue;
    // Of several sources the first one wins; it stands before the others.
    for (const source of sourcesOf(file, key, value).reverse())
      for (const pair of gather(file, source, [...inside, map])) pairs.set(pair.key, pair);
  }
  for (const { key, value } of map.items) {
    if (!isScalar(key) || isMergeKey(key)) continue;
    pairs.set(textOf(key), { key: textOf(key), keyNode: key, value: follow(file, value) });
  }
  const gathered = [...pairs.values()];
  file.gathered.set(map, gathered);
  return gathered;
}

function sourcesOf(file: ComposeFile, key: unknown, value: unknown): YAMLMap[] {
  const behind = follow(file, value);
  const sources = isSeq(behind) ? behind.items.map((item) => follow(file, item)) : [behind];
  if (!sources.every(isMap)) stop(file, key, "<< takes a mapping, or a list of mappings");
  return sources.filter(isMap);
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === "PLAIN" && key.value === "<<";
}

function textOf(key: Scalar): string {
  return key.type === "PLAIN" ? (key.source ?? String(key.value)) : String(key.value);
}

function stop(file: ComposeFile, node: unknown, says: string): never {
  const line = file.lineOf(node);
  const message = `${file.path}:${line}: ${says}.`;
  throw new ComposeStop({ kind: "malformed-yaml", file: file.path, line, message });
}
