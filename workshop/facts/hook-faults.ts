import type { Node } from "oxc-parser";
import type { Evidence } from "../lab/evidence.ts";
import { codeOfProperty } from "./field-code.ts";
import { headersAsked, hooksOf, readFromRequest, type Hook } from "./http-hooks.ts";
import { methodName } from "./method-name.ts";
import { returnsOf } from "./names-in-scope.ts";
import { nodesIn, parentOf } from "./program/parse-file.ts";
import { isFunction, type FunctionNode } from "./program/places.ts";
import { programOf } from "./program/program.ts";
import { eachOf } from "./program/value.ts";
import { USER } from "./user-requests.ts";

/** What is wrong with a hook in its right place, as far as its code shows. */
export type HookFault =
  | { readonly kind: "async"; readonly hook: Hook; readonly work: FunctionNode }
  | { readonly kind: "wants-a-span"; readonly hook: Hook }
  | { readonly kind: "asks-for-the-active-span"; readonly hook: Hook; readonly call: Node }
  | { readonly kind: "gives-a-list"; readonly hook: Hook; readonly node: Node }
  /** `{ attributes: { "app.user_id": … } }` */
  | {
      readonly kind: "field-inside";
      readonly hook: Hook;
      readonly name: string;
      readonly node: Node;
      readonly inner: Node;
    }
  /** `{ app: { user_id: … } }` */
  | { readonly kind: "dot-as-nesting"; readonly hook: Hook; readonly node: Node; readonly value: Node }
  | { readonly kind: "one-parameter"; readonly hook: Hook; readonly parameter: Node }
  /** `request.headers.x-cruddur-user` */
  | { readonly kind: "hyphens"; readonly hook: Hook; readonly node: Node }
  /** `request.header["x-cruddur-user"]` */
  | { readonly kind: "header-without-s"; readonly hook: Hook; readonly node: Node };

/** The first fault of a hook whose code is known. */
export function hookFault(evidence: Evidence): HookFault | undefined {
  for (const hook of hooksOf(evidence)) {
    const { work } = hook;
    if (!work) continue;
    const fault =
      hook.name === "startIncomingSpanHook"
        ? faultOfGiving(evidence, hook, work)
        : faultOfSetting(hook, work);
    const found = fault ?? faultOfAsking(evidence, hook);
    if (found) return found;
  }
  return undefined;
}

/** A hook that gives fields back. */
function faultOfGiving(evidence: Evidence, hook: Hook, work: FunctionNode): HookFault | undefined {
  const program = programOf(evidence);
  if (work.async) return { kind: "async", hook, work };
  if (work.params.length > 1) return { kind: "wants-a-span", hook };
  const active = program
    .callsOf({ from: "@opentelemetry/api", path: ["trace", "getActiveSpan"] })
    .find(({ node }) => work.start <= node.start && node.end <= work.end && isInFile(work, node));
  if (active) return { kind: "asks-for-the-active-span", hook, call: active.node };
  for (const node of returnsOf(work)) {
    for (const value of eachOf(program.valueOf(node))) {
      if (value.kind === "array") return { kind: "gives-a-list", hook, node };
      if (value.kind !== "object" || value.properties.has(USER)) continue;
      for (const { name, value: inner, node: property } of value.properties.values()) {
        if (codeOfProperty(inner, USER))
          return { kind: "field-inside", hook, name, node: value.node, inner: inner.node };
        const id = name === "app" ? codeOfProperty(inner, "user_id") : undefined;
        if (id) return { kind: "dot-as-nesting", hook, node: property, value: id.value };
      }
    }
  }
  return undefined;
}

/** A hook that is given the span. */
function faultOfSetting(hook: Hook, work: FunctionNode): HookFault | undefined {
  const [parameter, ...more] = work.params;
  return parameter?.type === "ObjectPattern" && more.length === 0
    ? { kind: "one-parameter", hook, parameter }
    : undefined;
}

function faultOfAsking(evidence: Evidence, hook: Hook): HookFault | undefined {
  const own = headersAsked(evidence).filter((asked) => asked.hook.node === hook.node);
  for (const { node, name } of own) {
    const minus = around(node);
    if (name === "x" && minus) return { kind: "hyphens", hook, node: minus };
  }
  const singular = readFromRequest(evidence).find(
    ({ hook: { node: own }, name, node }) => own === hook.node && name === "header" && !isCalled(node),
  );
  return singular && { kind: "header-without-s", hook, node: singular.node.property };
}

/** The subtraction that a name with hyphens is, as a whole. */
function around(node: Node): Node | undefined {
  let outer: Node | undefined;
  for (
    let each = parentOf(node);
    each?.type === "BinaryExpression" && each.operator === "-";
    each = parentOf(each)
  )
    outer = each;
  return outer;
}

function isCalled(node: Node): boolean {
  const call = parentOf(node);
  return call?.type === "CallExpression" && call.callee === node;
}

function isInFile(work: FunctionNode, node: Node): boolean {
  return [...nodesIn(work)].includes(node);
}

/** Calls in a hook of what Express's request has, and Node's has not: `request.get("name")`. */
export function expressCalls(
  evidence: Evidence,
): { readonly hook: Hook; readonly call: Node; readonly text: string }[] {
  const program = programOf(evidence);
  const own = new Map(
    [...readFromRequest(evidence), ...headersAsked(evidence)].map(({ hook, node }) => [node as Node, hook]),
  );
  return program.nodes("CallExpression").flatMap((call) => {
    const hook = own.get(bare(call.callee));
    const method = methodName(program, call);
    return hook && method && /^(get|header)$/.test(method) ? [{ hook, call, text: method }] : [];
  });
}

function bare(node: Node): Node {
  return node.type === "ChainExpression" ? node.expression : node;
}

/** A startIncomingSpanHook that returns nothing at all. */
export function silentHook(
  evidence: Evidence,
): { readonly hook: Hook; readonly work: FunctionNode } | undefined {
  for (const hook of hooksOf(evidence)) {
    const { name, work } = hook;
    if (name === "startIncomingSpanHook" && work && isFunction(work) && returnsOf(work).length === 0)
      return { hook, work };
  }
  return undefined;
}
