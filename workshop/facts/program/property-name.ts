import type { Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";

/** The name that a key in an object, a pattern or a class stands for; private ones begin with `#`. */
export function propertyName(
  { key, computed }: { readonly key: Node; readonly computed: boolean },
  { evaluate }: Pick<Context, "evaluate">,
): string | undefined {
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (!computed && key.type === "Identifier") return key.name;
  const value = evaluate(key);
  return value.kind === "string" || value.kind === "number" ? String(value.value) : undefined;
}

/** The name of the property that a member expression reads, where the code says it; private ones begin with `#`. */
export function memberName(
  { property, computed }: Extract<Node, { type: "MemberExpression" }>,
  context: Pick<Context, "evaluate">,
): string | undefined {
  return propertyName({ key: property, computed }, context);
}
