import type { Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { parentOf } from "./parse-file.ts";
import { partOf } from "./part-of.ts";
import type { FunctionNode } from "./places.ts";
import { memberName } from "./property-name.ts";
import { eachOf, either, unknown, type Value } from "./value.ts";

/** Array methods that call back at once, with an element first. */
export const EACH = /^(forEach|map|filter|flatMap|some|every|find|findLast|findIndex)$/;

/** What a parameter is given: by every caller where they are all known, otherwise the parameter itself. */
export function valueOfParameter(owner: FunctionNode, id: Node, context: Context): Value {
  const index = owner.params.findIndex(({ start, end }) => start <= id.start && id.end <= end);
  const written = owner.params[index] as Node | undefined;
  const pattern = written?.type === "TSParameterProperty" ? written.parameter : written;
  if (!pattern || pattern.type === "RestElement") return unknown(id);
  const name = id.type === "Identifier" ? id.name : "";
  const given = givenBy(owner, index, context) ?? {
    kind: "parameter",
    name,
    function: owner,
    index,
    node: pattern,
  };
  return partOf(pattern, id, given, context) ?? unknown(id);
}

function givenBy(owner: FunctionNode, index: number, context: Context): Value | undefined {
  const uses = context.usesOf(owner);
  const passed = uses?.passed ?? [owner];
  const calls = uses?.calls ?? [];
  const [callback] = passed;
  if (callback && passed.length === 1 && calls.length === 0)
    return index === 0 ? givenToCallback(callback, context) : undefined;
  if (calls.length === 0 || passed.length > 0) return undefined;
  const values = calls.map((call) => {
    const before = call.arguments.slice(0, index + 1);
    if (before.some(({ type }) => type === "SpreadElement")) return unknown(call);
    const argument = call.arguments[index];
    return argument ? context.evaluate(argument) : ({ kind: "undefined", node: call } as const);
  });
  const value = either(values, owner);
  return value.kind === "unknown" ? undefined : value;
}

/** `[…].forEach(callback)` and `promise.then(callback)` */
function givenToCallback(callback: Node, context: Context): Value | undefined {
  const call = parentOf(callback);
  if (call?.type !== "CallExpression" || call.arguments[0] !== callback) return undefined;
  if (call.callee.type !== "MemberExpression") return undefined;
  const name = memberName(call.callee, context) ?? "";
  const object = context.evaluate(call.callee.object);
  if (name === "then") return object.kind === "promise" ? object.of : undefined;
  if (!EACH.test(name) || object.kind !== "array" || !object.complete) return undefined;
  const value = either(object.elements.flatMap(eachOf), callback);
  return value.kind === "unknown" ? undefined : value;
}
