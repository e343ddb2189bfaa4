import type { Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { parentOf } from "./parse-file.ts";
import { statementOf } from "./places.ts";
import { memberName } from "./property-name.ts";
import { bindingOf, type Binding } from "./scopes.ts";

/** What the code does to an object or array after it was written, through the variable that holds it. */
export type Change =
  | {
      readonly kind: "set";
      readonly name: string;
      readonly to: Node;
      readonly node: Node;
      readonly always: boolean;
    }
  | { readonly kind: "assign"; readonly from: readonly Node[]; readonly always: boolean }
  | { readonly kind: "push"; readonly elements: readonly Node[]; readonly always: boolean }
  /** Something that cannot be followed. */
  | { readonly kind: "other" };

const CHANGING = /^(push|unshift|splice|pop|shift|sort|reverse|fill|copyWithin)$/;

/** The changes of a literal, in the order of the text. */
export function changesOf(literal: Node, context: Pick<Context, "evaluate">): Change[] {
  const declarator = declaratorOf(literal);
  const binding = declarator && holder(declarator);
  if (!declarator || !binding) return [];
  return binding.references.flatMap(({ id }): Change[] => {
    const change = changeBy(id, context);
    if (!change) return [];
    if (change.kind === "other") return [change];
    return [{ ...change, always: parentOf(statementOf(id)) === parentOf(statementOf(declarator)) }];
  });
}

function declaratorOf(literal: Node): Extract<Node, { type: "VariableDeclarator" }> | undefined {
  const around = parentOf(literal);
  if (!around) return undefined;
  if (/^TS(As|Satisfies|NonNull)/.test(around.type)) return declaratorOf(around);
  return around.type === "VariableDeclarator" ? around : undefined;
}

function holder({ id }: Extract<Node, { type: "VariableDeclarator" }>): Binding | undefined {
  return id.type === "Identifier" ? bindingOf(id) : undefined;
}

type Found = Change extends infer C ? (C extends { kind: "other" } ? C : Omit<C, "always">) : never;

function changeBy(id: Node, context: Pick<Context, "evaluate">): Found | undefined {
  const around = parentOf(id);
  if (around?.type === "CallExpression") return changeByCall(id, around, context);
  if (around?.type !== "MemberExpression" || around.object !== id) return undefined;
  const outer = parentOf(around);
  if (outer?.type === "AssignmentExpression" && outer.left === around) {
    const name = memberName(around, context);
    const isPlain = outer.operator === "=" && name !== undefined;
    return isPlain ? { kind: "set", name, to: outer.right, node: outer } : { kind: "other" };
  }
  if (outer?.type === "UpdateExpression") return { kind: "other" };
  if (outer?.type === "UnaryExpression") return outer.operator === "delete" ? { kind: "other" } : undefined;
  if (outer?.type !== "CallExpression" || outer.callee !== around) return undefined;
  const method = memberName(around, context) ?? "";
  if (method === "push" && outer.arguments.every(({ type }) => type !== "SpreadElement"))
    return { kind: "push", elements: outer.arguments };
  return CHANGING.test(method) ? { kind: "other" } : undefined;
}

/** `Object.assign(id, …)` */
function changeByCall(
  id: Node,
  call: Extract<Node, { type: "CallExpression" }>,
  context: Pick<Context, "evaluate">,
): Found | undefined {
  const callee = context.evaluate(call.callee);
  if (callee.kind !== "global" || callee.path[0] !== "Object" || call.arguments[0] !== id) return undefined;
  if (callee.path[1] === "assign") return { kind: "assign", from: call.arguments.slice(1) };
  return callee.path[1]?.startsWith("define") ? { kind: "other" } : undefined;
}
