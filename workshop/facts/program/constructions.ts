import type { NewExpression, Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { constructorOf } from "./member-of-class.ts";
import { nodesIn } from "./parse-file.ts";
import { placeOf, type Place } from "./places.ts";
import { eachOf, type Property, type Value } from "./value.ts";
import { isWanted } from "./wanted.ts";

/** One `new Name({ … })`, or one of an own subclass of it. */
export interface Construction extends Place {
  readonly node: NewExpression;
  readonly value: Extract<Value, { kind: "construction" }>;
  /** The class that it constructs, as the package calls it. */
  readonly name: string;
  readonly from: string;
  readonly options: Options;
}

/** The first argument's properties, through variables, spreads, files and `super()`. */
export interface Options {
  readonly properties: ReadonlyMap<string, Property>;
  /** False when there may be other options than these. */
  readonly complete: boolean;
  /** The argument, where there is one. */
  readonly node?: Node;
}

/** Every construction of a class that a package exports. */
export function constructions(
  wanted: { readonly from: string | RegExp; readonly name: string | RegExp },
  context: Context,
): Construction[] {
  return context.files.all.flatMap(({ nodes }) =>
    nodes.flatMap((node) => (node.type === "NewExpression" ? made(node, wanted, context) : [])),
  );
}

function made(
  node: NewExpression,
  { from, name }: { readonly from: string | RegExp; readonly name: string | RegExp },
  context: Context,
): Construction[] {
  const value = context.evaluate(node);
  if (value.kind !== "construction") return [];
  for (const callee of eachOf(value.callee)) {
    const { base, argument } = originOf(callee, node.arguments[0], context);
    if (base.kind !== "imported") continue;
    const last = base.path.at(-1) ?? "";
    const isNamed = typeof name === "string" ? last === name : name.test(last);
    if (!isNamed || !isWanted(base, { from, path: [last] })) continue;
    const options = optionsOf(argument, context);
    return [{ ...placeOf(node), node, value, name: last, from: base.from, options }];
  }
  return [];
}

/** The package's class under the learner's own, and what reaches its constructor. */
function originOf(callee: Value, argument: Node | undefined, context: Context, depth = 0): Origin {
  if (callee.kind !== "class" || !callee.node.superClass || depth > 10) return { base: callee, argument };
  const above = context.evaluate(callee.node.superClass);
  const own = constructorOf(callee.node);
  if (!own) return originOf(above, argument, context, depth + 1);
  const call = [...nodesIn(own)].find(
    (each) => each.type === "CallExpression" && each.callee.type === "Super",
  );
  const passed = call?.type === "CallExpression" ? call.arguments[0] : undefined;
  return originOf(above, passed, context, depth + 1);
}

interface Origin {
  readonly base: Value;
  readonly argument: Node | undefined;
}

/** What a call is given as its options. */
export function optionsOf(argument: Node | undefined, { evaluate }: Context): Options {
  if (!argument) return { properties: new Map(), complete: true };
  const value = argument.type === "SpreadElement" ? undefined : evaluate(argument);
  if (value?.kind === "object")
    return { properties: value.properties, complete: value.complete, node: argument };
  return { properties: new Map(), complete: value?.kind === "undefined", node: argument };
}
