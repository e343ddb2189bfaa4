import { isMap, isSeq, type Scalar } from "yaml";
import { ComposeStop, type ComposeProblem, type ComposeProblemKind } from "./compose-problem.ts";
import { interpolate, type Lookup, type Substitution } from "./interpolate.ts";
import { oddEntry } from "./odd-entry.ts";
import { follow, pairsOf, type Pair } from "./pairs-of.ts";
import type { ComposeFile } from "./read-compose-file.ts";
import { scalarText } from "./scalar-text.ts";
import type { Layer } from "./service-layers.ts";

/** An entry under `environment`, before a pass-through has its value. */
export interface Declared {
  readonly name: string;
  /** Absent for a name alone. */
  readonly value?: string;
  readonly written: string;
  readonly style: "map" | "list";
  readonly file: string;
  readonly line: number;
  readonly substitutions: readonly Substitution[];
  readonly problems: readonly ComposeProblem[];
}

/** All entries under `environment` by their name, a later layer's over an earlier one's. */
export function declaredEnvironment(layers: readonly Layer[], lookup: Lookup): Map<string, Declared> {
  const declared = new Map<string, Declared>();
  const found = layers.flatMap(({ file, node }) => {
    const pair = pairsOf(file, node).find(({ key }) => key === "environment");
    return pair ? [{ file, pair }] : [];
  });
  const [empty] = found;
  if (empty && found.every(({ pair }) => isNull(pair.value)))
    stop(empty.file, empty.pair.keyNode, "environment is empty. Put a variable under it, or take it away.");
  for (const { file, pair } of found) {
    if (hasTag(pair.value, "!reset") || hasTag(pair.value, "!override")) declared.clear();
    if (isNull(pair.value) || hasTag(pair.value, "!reset")) continue;
    for (const entry of entriesOf(file, pair, lookup)) {
      if (entry === undefined) continue;
      // Taken out first, so that the order is that of the last word.
      declared.delete(entry.name);
      if (!("reset" in entry)) declared.set(entry.name, entry);
    }
  }
  return declared;
}

type Entry = Declared | { readonly name: string; readonly reset: true };

function entriesOf(file: ComposeFile, { keyNode, value }: Pair, lookup: Lookup): Entry[] {
  if (isMap(value)) return pairsOf(file, value).map((pair) => fromPair(file, pair, lookup));
  if (isSeq(value)) return value.items.map((item) => fromItem(file, follow(file, item), item, lookup));
  const text = scalarText(value);
  const glued = text?.kind === "text" && /^[\w.]+[=:]/.test(text.text);
  return stop(
    file,
    glued ? value : keyNode,
    glued
      ? 'these are no entries yet. Write each as "NAME: value", with a blank behind the colon, or as "- NAME=value".'
      : 'environment takes entries under it, each as "NAME: value" or each as "- NAME=value".',
  );
}

function fromPair(file: ComposeFile, { key, keyNode, value }: Pair, lookup: Lookup): Entry {
  const name = key;
  if (hasTag(value, "!reset")) return { name, reset: true };
  const keyText = scalarText(keyNode);
  if (keyText?.kind !== "text" || keyText.typed || name === "")
    return stop(file, keyNode, `${name === "" ? "an empty text" : name} is no name for a variable.`);
  refuseBlankBehind(file, keyNode, name);
  const base = { name, style: "map", file: file.path, line: file.lineOf(keyNode) } as const;
  const read = value === null ? ({ kind: "null" } as const) : scalarText(value);
  switch (read?.kind) {
    case undefined:
      return stop(file, keyNode, `${name} has a list or a mapping as its value. A variable holds one text.`);
    case "date":
      return stop(
        file,
        keyNode,
        `${name} is read as a date, which Compose refuses. Put quotation marks around it.`,
      );
    case "null":
      return { ...base, written: "", substitutions: [], problems: [] };
    case "text": {
      const written = (value as Scalar).source ?? read.text;
      const problems = oddEntry({ ...base, written, ...(read.rewritten && { number: read.text }) });
      return { ...base, ...valueOf(read.text, lookup), written, problems };
    }
  }
}

function fromItem(file: ComposeFile, item: unknown, at: unknown, lookup: Lookup): Entry {
  const read = scalarText(item);
  if (isMap(item))
    return stop(
      file,
      at,
      item.has("name") && item.has("value")
        ? 'a name and a value in two lines is how Kubernetes writes it. Write "- NAME=value", in one.'
        : 'environment mixes its two styles here. Write "- NAME=value", or all of it as "NAME: value" without dashes.',
    );
  if (read?.kind !== "text" || read.typed) return stop(file, at, 'this is no entry. Write "- NAME=value".');
  // The whole item is interpolated, its name too, before it is cut at the equals sign.
  const whole = valueOf(read.text, lookup);
  const equals = whole.value.indexOf("=");
  const name = equals < 0 ? whole.value : whole.value.slice(0, equals);
  const base = { name, style: "list", file: file.path, line: file.lineOf(at) } as const;
  refuseBlankBehind(file, at, name);
  const cut = read.text.indexOf("=");
  const plainName = cut >= 0 && !read.text.slice(0, cut).includes("$");
  const written = equals >= 0 && plainName ? read.text.slice(cut + 1) : read.text;
  const entry = {
    ...base,
    written,
    substitutions: whole.substitutions,
    problems: oddEntry({ ...base, written }),
  };
  return equals < 0 ? entry : { ...entry, value: whole.value.slice(equals + 1) };
}

/** What cannot be replaced has stopped the resolution before. */
function valueOf(text: string, lookup: Lookup): { value: string; substitutions: readonly Substitution[] } {
  const replaced = interpolate(text, lookup);
  return replaced.ok ? replaced : { value: text, substitutions: [] };
}

function refuseBlankBehind(file: ComposeFile, at: unknown, name: string): void {
  if (name === name.trimEnd()) return;
  const says = `a blank stands between ${name.trimEnd()} and what follows, which Compose refuses. Take it away.`;
  stop(file, at, says, "blank-before-equals");
}

function isNull(node: unknown): boolean {
  return node === null || (scalarText(node)?.kind === "null" && !hasTag(node, "!reset"));
}

function hasTag(node: unknown, tag: string): boolean {
  return (node as { tag?: string } | null)?.tag === tag;
}

function stop(
  file: ComposeFile,
  node: unknown,
  says: string,
  kind: ComposeProblemKind = "environment-shape",
): never {
  const line = file.lineOf(node);
  throw new ComposeStop({ kind, file: file.path, line, message: `${file.path}:${line}: ${says}` });
}
