import type { CallExpression, Node } from "oxc-parser";

/** The method that a call calls: `end` for `span.end()`, `span?.end()` and `span["end"]()`. */
export function calledMethod({ callee }: CallExpression): string | undefined {
  const bare = withoutType(callee);
  if (bare?.type !== "MemberExpression") return undefined;
  const { property, computed } = bare;
  if (property.type === "Identifier" && !computed) return property.name;
  return property.type === "Literal" && typeof property.value === "string" ? property.value : undefined;
}

/** The expression without what only TypeScript reads of it, and without the frame of `?.`. */
export function withoutType(node: Node | undefined): Node | undefined {
  let bare = node;
  while (
    bare &&
    (bare.type === "TSAsExpression" ||
      bare.type === "TSSatisfiesExpression" ||
      bare.type === "TSNonNullExpression" ||
      bare.type === "TSTypeAssertion" ||
      bare.type === "ParenthesizedExpression" ||
      bare.type === "ChainExpression")
  )
    bare = bare.expression;
  return bare;
}
