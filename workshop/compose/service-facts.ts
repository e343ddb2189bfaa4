import { isMap, isSeq } from "yaml";
import { interpolate } from "./interpolate.ts";
import { follow, pairsOf, valueOf } from "./pairs-of.ts";
import type { ServiceFacts } from "./resolution.ts";
import { scalarText } from "./scalar-text.ts";
import { serviceEnvFiles } from "./service-env-files.ts";
import { serviceLayers, type Layer } from "./service-layers.ts";
import { serviceVariables } from "./service-variables.ts";
import type { Notes, World } from "./world.ts";

/** Reads all that findings may ask of a service. */
export function serviceFacts(world: World, name: string, notes: Notes): ServiceFacts {
  const layers = serviceLayers(world.files, name, world.read);
  const envFiles = serviceEnvFiles(layers, world.lookup);
  const one = (key: string) =>
    layers.map((layer) => wordsAt(world, layer, key)).findLast((text) => text !== "");
  const list = (key: string, ends: readonly [string, string]) =>
    layers.flatMap((layer) => itemsAt(world, layer, key, ends));
  const optional = {
    command: one("command"),
    entrypoint: one("entrypoint"),
    image: one("image"),
    build: one("build"),
  };
  return {
    keys: keysOf(layers),
    variables: serviceVariables(world, layers, envFiles, notes),
    envFiles: envFiles.map(({ path }) => path),
    ports: list("ports", ["published", "target"]),
    volumes: list("volumes", ["source", "target"]),
    profiles: list("profiles", ["", ""]),
    ...(Object.fromEntries(Object.entries(optional).filter(([, text]) => text !== undefined)) as Pick<
      ServiceFacts,
      "command" | "entrypoint" | "image" | "build"
    >),
  };
}

function keysOf(layers: readonly Layer[]): Map<string, number> {
  return new Map(
    layers.flatMap(({ file, node }) =>
      pairsOf(file, node).map(({ key, keyNode }): [string, number] => [key, file.lineOf(keyNode)]),
    ),
  );
}

/** A text, a list of words, or the `context` of a `build`. */
function wordsAt(world: World, { file, node }: Layer, key: string): string {
  const value = valueOf(file, node, key);
  if (isSeq(value)) return value.items.map((item) => textOf(world, follow(file, item))).join(" ");
  return textOf(world, isMap(value) ? valueOf(file, value, "context") : value);
}

/** The items of a list in their short form, whichever they are written in. */
function itemsAt(
  world: World,
  { file, node }: Layer,
  key: string,
  ends: readonly [string, string],
): string[] {
  const value = valueOf(file, node, key);
  if (!isSeq(value)) return [];
  return value.items.map((each) => {
    const item = follow(file, each);
    if (!isMap(item)) return textOf(world, item);
    return ends.flatMap((end) => textOf(world, valueOf(file, item, end)) || []).join(":");
  });
}

function textOf(world: World, node: unknown): string {
  const read = scalarText(node);
  if (read?.kind !== "text") return "";
  const replaced = interpolate(read.text, world.lookup);
  return replaced.ok ? replaced.value : read.text;
}
