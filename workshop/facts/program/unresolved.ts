import type { Node } from "oxc-parser";
import type { Files } from "./files.ts";
import { parentOf } from "./parse-file.ts";
import { placeOf, type Place } from "./places.ts";
import { scopesOf } from "./scopes.ts";

/** A name that neither the file nor Node has: running it throws a ReferenceError. */
export interface Unresolved extends Place {
  readonly name: string;
  readonly node: Node;
}

const NODES = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  "require",
  "module",
  "exports",
  "__dirname",
  "__filename",
  "arguments",
]);

/** Every use of such a name, `typeof name` aside. */
export function unresolvedIn({ all }: Files): Unresolved[] {
  return all.flatMap((file) =>
    scopesOf(file).free.flatMap(({ id, isValue }) => {
      if (!isValue || id.type !== "Identifier" || NODES.has(id.name)) return [];
      const around = parentOf(id);
      if (around?.type === "UnaryExpression" && around.operator === "typeof") return [];
      return [{ ...placeOf(id), name: id.name, node: id }];
    }),
  );
}
