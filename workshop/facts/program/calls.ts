import type { CallExpression, Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { parentOf } from "./parse-file.ts";
import { placeOf, type Place } from "./places.ts";
import { memberName, propertyName } from "./property-name.ts";
import { eachOf, isSame, type Value } from "./value.ts";
import { calledBy } from "./value-of-call.ts";
import { isWanted, type Wanted } from "./wanted.ts";

export interface Call extends Place {
  readonly node: CallExpression;
  /** What the call gives. */
  readonly value: Value;
  /** The arguments as they are written, without the receiver of `f.call(receiver, …)`. */
  readonly arguments: readonly Node[];
}

export interface MethodUse extends Place {
  readonly node: Node;
  /** `direct`: `sdk.start()`; `call`: `sdk.start.call(sdk)` or `.apply`; `unbound`: a call that has lost its `this`;
   * `bound`: `sdk.start.bind(sdk)`; `named`: mentioned or handed on, and not called here. */
  readonly how: "direct" | "call" | "unbound" | "bound" | "named";
  readonly arguments: readonly Node[];
}

/** Every call of something that a package exports. */
export function callsOf(wanted: Wanted, context: Context): Call[] {
  return callsIn(context).flatMap((node) => {
    const callee = context.evaluate(node.callee);
    if (!eachOf(calledBy(callee)).some((each) => isWanted(withoutCall(each), wanted))) return [];
    return [{ ...placeOf(node), node, value: context.evaluate(node), arguments: argumentsOf(node, context) }];
  });
}

/** Every use of the method of one object, and of no other that has a method of this name. */
export function methodUses(owner: Value, name: string, context: Context): MethodUse[] {
  const owners = eachOf(owner);
  const isOwner = (value: Value) => eachOf(value).some((each) => owners.some((own) => isSame(own, each)));
  return context.files.all.flatMap(({ nodes }) =>
    nodes.flatMap((node) => {
      if (node.type === "Identifier") return unboundBy(node, name, isOwner, context);
      if (node.type !== "MemberExpression" || memberName(node, context) !== name) return [];
      return isOwner(context.evaluate(node.object)) ? [useOf(node, context)] : [];
    }),
  );
}

function callsIn({ files }: Context): CallExpression[] {
  return files.all.flatMap(({ nodes }) => nodes.filter((node) => node.type === "CallExpression"));
}

function useOf(member: Node, context: Context): MethodUse {
  const around = outside(member);
  if (around?.type === "CallExpression" && bare(around.callee) === member)
    return { ...placeOf(around), node: around, how: "direct", arguments: around.arguments };
  const method = around?.type === "MemberExpression" ? memberName(around, context) : undefined;
  const call = around && outside(around);
  const isCalled = call?.type === "CallExpression" && bare(call.callee) === around;
  if (isCalled && method === "bind") return { ...placeOf(call), node: call, how: "bound", arguments: [] };
  if (isCalled && (method === "call" || method === "apply"))
    return { ...placeOf(call), node: call, how: "call", arguments: argumentsOf(call, context) };
  return { ...placeOf(member), node: member, how: "named", arguments: [] };
}

/** `const { start } = sdk; start();` and `const start = sdk.start; start();` */
function unboundBy(
  id: Extract<Node, { type: "Identifier" }>,
  name: string,
  isOwner: (value: Value) => boolean,
  context: Context,
): MethodUse[] {
  const around = outside(id);
  const isCalled = around?.type === "CallExpression" && bare(around.callee) === id;
  const taken = around?.type === "Property" ? around : undefined;
  if (!isCalled && !(taken && taken.key === id && isTaken(taken, name, isOwner, context))) return [];
  if (!isCalled) return [{ ...placeOf(id), node: id, how: "named", arguments: [] }];
  const callee = context.evaluate(id);
  if (callee.kind !== "member" || callee.name !== name || !isOwner(callee.object)) return [];
  return [{ ...placeOf(around), node: around, how: "unbound", arguments: around.arguments }];
}

function isTaken(
  property: Extract<Node, { type: "Property" }>,
  name: string,
  isOwner: (value: Value) => boolean,
  context: Context,
): boolean {
  const pattern = parentOf(property);
  const declarator = pattern && parentOf(pattern);
  if (pattern?.type !== "ObjectPattern" || declarator?.type !== "VariableDeclarator" || !declarator.init)
    return false;
  return propertyName(property, context) === name && isOwner(context.evaluate(declarator.init));
}

function argumentsOf(call: CallExpression, context: Context): readonly Node[] {
  const callee = bare(call.callee);
  const method = callee.type === "MemberExpression" ? memberName(callee, context) : undefined;
  if (method === "call") return call.arguments.slice(1);
  if (method !== "apply") return call.arguments;
  const list = call.arguments[1];
  return list?.type === "ArrayExpression" ? list.elements.filter((each) => each !== null) : [];
}

/** An imported function's own `call` and `apply` are part of its path. */
function withoutCall(value: Value): Value {
  const isCall = value.kind === "imported" && /^(call|apply)$/.test(value.path.at(-1) ?? "");
  return isCall ? { ...value, path: value.path.slice(0, -1) } : value;
}

/** The node around one, types and `?.` aside. */
function outside(node: Node): Node | undefined {
  const around = parentOf(node);
  return around && bare(around) !== around ? outside(around) : around;
}

function bare(node: Node): Node {
  switch (node.type) {
    case "ChainExpression":
    case "TSNonNullExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return bare(node.expression);
    default:
      return node;
  }
}
