import type { Node } from "oxc-parser";
import { nodesIn } from "./program/parse-file.ts";
import { functionOf } from "./program/places.ts";
import { bindingOf } from "./program/scopes.ts";

/** The name of a variable in an expression that is declared outside every function and written inside one. */
export function sharedVariable(node: Node): string | undefined {
  for (const each of [node, ...nodesIn(node)]) {
    const binding = each.type === "Identifier" ? bindingOf(each) : undefined;
    const [definition] = binding?.definitions ?? [];
    if (definition?.kind !== "variable" || functionOf(definition.id)) continue;
    if (binding?.references.some(({ id, writes, isInit }) => writes && !isInit && functionOf(id)))
      return binding.name;
  }
  return undefined;
}
