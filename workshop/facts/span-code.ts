import type { CallExpression, Node } from "oxc-parser";
import type { SourceText } from "../lab/evidence.ts";
import { calls, withoutType, type Found } from "./look-in-sources.ts";
import { nodesOf } from "./source-tree.ts";

export interface NamingCall extends Found<CallExpression> {
  /** The name that the call gives, where the code says it; a constant counts. */
  readonly gives: string | undefined;
}

/** Every `startSpan(…)` and `startActiveSpan(…)` in the code. */
export function spanCalls(sources: readonly SourceText[]): NamingCall[] {
  return naming(sources, /^start(Active)?Span$/);
}

/** Every `getTracer(…)` in the code. */
export function tracerCalls(sources: readonly SourceText[]): NamingCall[] {
  return naming(sources, /^getTracer$/);
}

function naming(sources: readonly SourceText[], name: RegExp): NamingCall[] {
  return calls(sources, name).map((call) => ({ ...call, gives: literalOf(sources, call.node.arguments[0]) }));
}

/** The text that an expression stands for: a literal, or a constant that holds one. */
export function literalOf(sources: readonly SourceText[], node: Node | undefined): string | undefined {
  const bare = withoutType(node);
  if (bare?.type === "Literal") return typeof bare.value === "string" ? bare.value : undefined;
  if (bare?.type === "TemplateLiteral" && bare.expressions.length === 0)
    return bare.quasis[0]?.value.cooked ?? undefined;
  if (bare?.type !== "Identifier") return undefined;
  for (const source of sources) {
    for (const each of nodesOf(source)) {
      if (each.type !== "VariableDeclarator" || each.id.type !== "Identifier" || each.id.name !== bare.name)
        continue;
      const value = withoutType(each.init ?? undefined);
      if (value?.type === "Literal" && typeof value.value === "string") return value.value;
    }
  }
  return undefined;
}
