import type { Node } from "oxc-parser";
import type { Program } from "./program/program.ts";
import { scopesOf } from "./program/scopes.ts";

/** Where a program uses a name that its file does not declare. */
export function usesOfGlobal({ files }: Program, name: string): Node[] {
  return files.flatMap((file) =>
    scopesOf(file).free.flatMap(({ id, isValue }) =>
      isValue && id.type === "Identifier" && id.name === name ? [id] : [],
    ),
  );
}
