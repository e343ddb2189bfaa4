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
export function runsAtLoad(node: Node, context: Context): Answer {
  if (isReached(node, "yes", context)) return "yes";
  return isReached(node, "unknown", context) ? "unknown" : "no";
}

/** Whether the top level is reached from the node by going from functions to their calls, also by uncertain ones. */
function isReached(node: Node, least: "yes" | "unknown", context: Context): boolean {
  const places = new Set([node]);
  const functions = new Set<Node>();
  // A set may grow while it is walked: by the places where the functions around are called.
  for (const place of places) {
    const around = functionOf(place);
    if (!around && (least === "unknown" || !isInField(place))) return true;
    if (!around || functions.has(around)) continue;
    functions.add(around);
    const { calls, passed } = context.usesOf(around) ?? { calls: [], passed: [around] };
    if (least === "unknown" && calls.length + passed.length === 0 && !isPlain(around)) return true;
    for (const call of calls) places.add(call);
    for (const each of passed) {
      const when = whenPassed(each, context);
      if (when === "yes" || when === least) places.add(callOf(each) ?? each);
    }
  }
  return false;
}

/** Whether what gets a function calls it at once; unknown where it may do so. */
function whenPassed(passed: Node, context: Context): Answer {
  const call = callOf(passed);
  if (!call) return "unknown";
  const name = nameCalled(call, context);
  const isMethod = call.callee.type === "MemberExpression";
  if (LATER.test(name) || (isMethod && LATER_METHOD.test(name))) return "no";
  const isAtOnce = (isMethod && EACH.test(name)) || (call.type === "NewExpression" && name === "Promise");
  return isAtOnce ? "yes" : "unknown";
}

/** The call that gets a function, itself or bound. */
function callOf(passed: Node): CallExpression | NewExpression | undefined {
  const around = parentOf(passed);
  if (!around) return undefined;
  if (isBind(around, passed)) return callOf(parentOf(around) ?? around);
  return isCall(around) && around.callee !== passed ? around : undefined;
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
function isInField(node: Node): boolean {
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
