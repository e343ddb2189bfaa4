import type { CallExpression, Node } from "oxc-parser";
import type { Program } from "./program/program.ts";
import type { Value } from "./program/value.ts";

/** The name of the method that a call asks for; nothing for a call of a function. */
export function methodName(program: Program, { callee }: CallExpression): string | undefined {
  const bare = withoutTypes(callee);
  return bare.type === "MemberExpression" ? memberName(program, bare) : undefined;
}

/** The name of the property that a member expression reads. */
export function memberName(
  program: Program,
  { property, computed }: Extract<Node, { type: "MemberExpression" }>,
): string | undefined {
  if (computed) return program.stringOf(property);
  return property.type === "Identifier" ? property.name : undefined;
}

/** An expression without the types, brackets and `?.` around it. */
export function withoutTypes(node: Node): Node {
  switch (node.type) {
    case "ChainExpression":
    case "ParenthesizedExpression":
    case "TSNonNullExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
      return withoutTypes(node.expression);
    default:
      return node;
  }
}

/** Whether a value is this export of OpenTelemetry's API. */
export function isFromApi(value: Value, path: readonly string[]): boolean {
  return (
    value.kind === "imported" &&
    value.from === "@opentelemetry/api" &&
    value.path.slice(value.path[0] === "default" ? 1 : 0).join(".") === path.join(".")
  );
}
