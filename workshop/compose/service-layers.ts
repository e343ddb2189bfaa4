import { isMap } from "yaml";
import { ComposeStop } from "./compose-problem.ts";
import { pathBeside } from "./path-beside.ts";
import { pairsOf, valueOf } from "./pairs-of.ts";
import { readComposeFile, type ComposeFile } from "./read-compose-file.ts";
import { scalarText } from "./scalar-text.ts";

/** A mapping that adds to a service: its own, one of an override file, or one that it extends. */
export interface Layer {
  readonly file: ComposeFile;
  readonly node: unknown;
}

type Read = (path: string) => string | undefined;

/** The mappings that make up a service; a later one counts more. `extends` is followed within its own file first. */
export function serviceLayers(files: readonly ComposeFile[], name: string, read: Read): Layer[] {
  return files.flatMap((file) => {
    const node = valueOf(file, valueOf(file, file.root, "services"), name);
    return isMap(node) ? [...extended(file, name, node, read, []), { file, node }] : [];
  });
}

function extended(
  file: ComposeFile,
  name: string,
  node: unknown,
  read: Read,
  behind: readonly string[],
): Layer[] {
  const pair = pairsOf(file, node).find(({ key }) => key === "extends");
  if (!pair) return [];
  const stop = (says: string): never => {
    const line = file.lineOf(pair.keyNode);
    const message = `${file.path}:${line}: ${says}`;
    throw new ComposeStop({ kind: "extends", file: file.path, line, message });
  };
  const here = `${file.path}#${name}`;
  if (behind.includes(here)) return stop(`${name} extends itself, by way of others.`);
  const base = textOf(pair.value) ?? textOf(valueOf(file, pair.value, "service"));
  if (base === undefined) return stop("extends names no service.");
  const path = textOf(valueOf(file, pair.value, "file"));
  const source = path === undefined ? file : otherFile(pathBeside(file.path, path), read, stop);
  const found = valueOf(source, valueOf(source, source.root, "services"), base);
  if (!isMap(found)) return stop(`${name} extends ${base}, which is not in ${source.path}.`);
  return [...extended(source, base, found, read, [...behind, here]), { file: source, node: found }];
}

function otherFile(path: string, read: Read, stop: (says: string) => never): ComposeFile {
  const text = read(path);
  if (text === undefined) return stop(`extends names the file ${path}, which is not there.`);
  const [file] = readComposeFile(path, text) as [ComposeFile];
  return file;
}

function textOf(node: unknown): string | undefined {
  const text = scalarText(node);
  return text?.kind === "text" ? text.text : undefined;
}
