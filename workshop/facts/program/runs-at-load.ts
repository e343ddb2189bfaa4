import type { CallExpression, NewExpression, Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { parentOf } from "./parse-file.ts";
import { functionOf, isCall, isFunction, type FunctionNode } from "./places.ts";
import { memberName } from "./property-name.ts";
import { eachOf } from "./value.ts";
import { EACH } from "./value-of-parameter.ts";

export type Answer = "yes" | "no" | "unknown";

/** Functions and methods that call back later, never at once. */
const LATER = /^(setTimeout|setInterval|setImmediate|queueMicrotask)$/;
const LATER_METHOD =
  /^(on|once|addListener|prependListener|prependOnceListener|addEventListener|then|catch|finally|nextTick|get|post|put|patch|delete|use|all|listen)$/;

/** Whether a node runs while its file is being loaded: at the top level, or in functions that are called from there. */
export function runsAtLoad(node: Node, context: Context, seen: ReadonlySet<Node> = new Set()): Answer {
  const around = functionOf(node);
  if (!around) return fieldOf(node) ? "unknown" : "yes";
  if (seen.has(around)) return "no";
  const deeper = new Set([...seen, around]);
  const uses = context.usesOf(around) ?? { calls: [], passed: [around] };
  const answers = [
    ...uses.calls.map((call): Answer => runsAtLoad(call, context, deeper)),
    ...uses.passed.map((passed) => whenPassed(passed, context, deeper)),
  ];
  if (answers.length === 0) return isPlain(around) ? "no" : "unknown";
  return answers.find((each) => each === "yes") ?? answers.find((each) => each === "unknown") ?? "no";
}

function whenPassed(passed: Node, context: Context, seen: ReadonlySet<Node>): Answer {
  const call = parentOf(passed);
  if (call && isBind(call, passed)) {
    const bound = parentOf(call);
    return bound ? whenPassed(bound, context, seen) : "unknown";
  }
  if (!call || !isCall(call) || call.callee === passed) return "unknown";
  const name = nameCalled(call, context);
  if (LATER.test(name) || (call.callee.type === "MemberExpression" && LATER_METHOD.test(name))) return "no";
  const isAtOnce =
    (call.callee.type === "MemberExpression" && EACH.test(name)) ||
    (call.type === "NewExpression" && name === "Promise");
  if (isAtOnce) return runsAtLoad(call, context, seen);
  // Another function of the learner's may call it at once, or keep it; a package's may as well.
  return runsAtLoad(call, context, seen) === "no" ? "no" : "unknown";
}

function isBind(member: Node, passed: Node): boolean {
  return (
    member.type === "MemberExpression" &&
    member.object === passed &&
    member.property.type === "Identifier" &&
    member.property.name === "bind" &&
    parentOf(member)?.type === "CallExpression"
  );
}

function nameCalled(call: CallExpression | NewExpression, context: Context): string {
  const { callee } = call;
  if (callee.type === "MemberExpression") return memberName(callee, context) ?? "";
  const [value] = eachOf(context.evaluate(callee));
  return value?.kind === "global" ? value.path.join(".") : "";
}

/** A field of an instance runs when that is made. */
function fieldOf(node: Node): boolean {
  for (let each = parentOf(node); each; each = parentOf(each))
    if (each.type === "PropertyDefinition") return !each.static;
  return false;
}

/** A function with a name of its own can be called by that name alone; a method also by code that is not seen. */
function isPlain(node: FunctionNode): boolean {
  if (node.type === "FunctionDeclaration") return true;
  const around = parentOf(node);
  return around?.type === "VariableDeclarator" || (around !== undefined && isFunction(around));
}
