import { isMap, isSeq } from "yaml";
import { ComposeStop, type ComposeProblemKind } from "./compose-problem.ts";
import { interpolate, type Lookup } from "./interpolate.ts";
import { follow, pairsOf, valueOf } from "./pairs-of.ts";
import { pathBeside } from "./path-beside.ts";
import type { ComposeFile } from "./read-compose-file.ts";
import { scalarText } from "./scalar-text.ts";
import type { Layer } from "./service-layers.ts";

/** One file that a service names under `env_file`. */
export interface NamedEnvFile {
  /** From the repository's root. */
  readonly path: string;
  readonly required: boolean;
  /** `format: raw` takes every value as it stands. */
  readonly raw: boolean;
  readonly file: string;
  readonly line: number;
}

/** The files under `env_file`, in the order in which they count: the last one most. */
export function serviceEnvFiles(layers: readonly Layer[], lookup: Lookup): NamedEnvFile[] {
  let named: NamedEnvFile[] = [];
  for (const { file, node } of layers) {
    const pair = pairsOf(file, node).find(({ key }) => key === "env_file");
    if (!pair) continue;
    const tag = (pair.value as { tag?: string } | null)?.tag;
    if (tag === "!reset" || tag === "!override") named = [];
    if (tag === "!reset") continue;
    const items = isSeq(pair.value) ? pair.value.items : [pair.value];
    const inList = isSeq(pair.value);
    named = [...named, ...items.map((item) => namedBy(file, item, item ?? pair.keyNode, inList, lookup))];
  }
  return named;
}

function namedBy(
  file: ComposeFile,
  item: unknown,
  at: unknown,
  inList: boolean,
  lookup: Lookup,
): NamedEnvFile {
  const node = follow(file, item);
  const line = file.lineOf(at);
  const written = isMap(node) && inList ? valueOf(file, node, "path") : node;
  const text = scalarText(written);
  if (text?.kind !== "text" || text.typed || text.text === "")
    return stop(
      file,
      line,
      "env-file-shape",
      'env_file takes the path of a file, or a list of paths: "- path".',
    );
  const format = plainText(valueOf(file, node, "format"));
  if (format !== undefined && format !== "raw" && format !== "")
    return stop(file, line, "env-file-shape", `env_file knows no format ${format}, only raw.`);
  const path = interpolate(text.text, lookup);
  return {
    path: pathBeside(file.path, path.ok ? path.value : text.text),
    required: !/^(false|no|off|n)$/i.test(plainText(valueOf(file, node, "required")) ?? ""),
    raw: format === "raw",
    file: file.path,
    line,
  };
}

/** Stops at a file that is named and not there. */
export function stopAtMissing({ path, file, line }: NamedEnvFile): never {
  throw new ComposeStop({
    kind: "env-file-missing",
    file,
    line,
    message: `${file}:${line}: env_file names ${path}, which is not there. Make the file, or take the line away.`,
  });
}

function plainText(node: unknown): string | undefined {
  const text = scalarText(node);
  return text?.kind === "text" ? text.text : undefined;
}

function stop(file: ComposeFile, line: number, kind: ComposeProblemKind, says: string): never {
  throw new ComposeStop({ kind, file: file.path, line, message: `${file.path}:${line}: ${says}` });
}
