import type { Class, Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { namesIn } from "./exports.ts";
import { nodesIn } from "./parse-file.ts";
import type { FunctionNode } from "./places.ts";
import { propertyName } from "./property-name.ts";
import { returnedBy } from "./returned-by.ts";
import { unknown, type Value } from "./value.ts";

/** A field, method or getter of a class of the learner's, inherited ones too; nothing where the class has none. */
export function memberOfClass(
  owner: Class,
  name: string,
  isStatic: boolean,
  context: Context,
  seen: ReadonlySet<Class> = new Set(),
): Value | undefined {
  const own = ownMember(owner, name, isStatic, context);
  if (own || !owner.superClass || seen.has(owner)) return own;
  const above = context.evaluate(owner.superClass);
  if (above.kind === "class")
    return memberOfClass(above.node, name, isStatic, context, new Set([...seen, owner]));
  return above.kind === "unknown" ? unknown(owner.superClass) : undefined;
}

/** The constructor that a class has itself. */
export function constructorOf(owner: Class): FunctionNode | undefined {
  const found = owner.body.body.find(
    (each) => each.type === "MethodDefinition" && each.kind === "constructor",
  );
  return found?.type === "MethodDefinition" ? found.value : undefined;
}

function ownMember(owner: Class, name: string, isStatic: boolean, context: Context): Value | undefined {
  const found = owner.body.body.find(
    (each) =>
      "key" in each && "static" in each && each.static === isStatic && propertyName(each, context) === name,
  );
  if (found?.type === "MethodDefinition")
    return found.kind === "get" ? returnedBy(found.value, context) : { kind: "function", node: found.value };
  const assigned = isStatic ? [] : assignedToThis(owner, name, context);
  const parameter = isStatic ? undefined : parameterProperty(owner, name);
  const initial = found && "value" in found && found.value ? found.value : parameter;
  const writes = [...(initial && !isNullish(initial, context) ? [initial as Node] : []), ...assigned];
  const [only] = writes;
  if (only && writes.length === 1) return context.evaluate(only);
  return writes.length > 1 ? unknown(owner) : found && { kind: "undefined", node: found };
}

function isNullish(node: Node, { evaluate }: Context): boolean {
  return /^(null|undefined)$/.test(evaluate(node).kind);
}

function assignedToThis(owner: Class, name: string, context: Context): Node[] {
  return [...nodesIn(owner)].flatMap((node) => {
    if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return [];
    const { left, right } = node;
    if (
      left.object.type !== "ThisExpression" ||
      propertyName({ key: left.property, computed: left.computed }, context) !== name
    )
      return [];
    const self = context.evaluate(left.object);
    return self.kind === "instance" && self.node === owner ? [right] : [];
  });
}

/** `constructor(private sdk = …)` */
function parameterProperty(owner: Class, name: string): Node | undefined {
  const parameters = constructorOf(owner)?.params ?? [];
  return parameters
    .flatMap((each) => (each.type === "TSParameterProperty" ? namesIn(each.parameter) : []))
    .find((id) => id.name === name);
}
