import type { CallExpression, Node } from "oxc-parser";
import { fileOf, parentOf } from "../facts/program/parse-file.ts";
import { statementOf, type FunctionNode } from "../facts/program/places.ts";
import { editSource, removeFrom, replaceIn, type Change } from "./edit-source.ts";
import type { Edit } from "./remedy.ts";

/** Replaces a node of the learner's program. */
export function replaceNode(node: Node, by: string): Edit | undefined {
  return replaceIn(fileOf(node), node, by);
}

/** Writes something in front of a node. */
export function writeBefore(node: Node, text: string): Edit | undefined {
  return editSource(fileOf(node), insertAt(node.start, text));
}

/** Removes the statement that a node is in, as whole lines where nothing else is on them. */
export function removeStatement(node: Node): Edit | undefined {
  const statement = statementOf(node);
  return removeFrom(fileOf(statement), statement);
}

/** Removes an argument of a call, with its comma. */
export function dropArgument(call: CallExpression, argument: Node): Edit | undefined {
  const index = call.arguments.findIndex((each) => each === argument);
  const before = call.arguments[index - 1];
  const after = call.arguments[index + 1];
  const start = before ? before.end : argument.start;
  // Brackets around an argument are no part of its node, so the comma after it tells where it ends.
  const comma = after && fileOf(call).text.lastIndexOf(",", after.start - 1);
  const end = comma === undefined ? argument.end : before ? comma : after?.start;
  if (end === undefined) return undefined;
  return index < 0 ? undefined : editSource(fileOf(call), { start, end, text: "" });
}

/** Removes a property of an object, and the object itself where it is an argument and holds nothing more. */
export function dropProperty(property: Node): Edit | undefined {
  const object = parentOf(property);
  if (object?.type !== "ObjectExpression") return undefined;
  const index = object.properties.findIndex((each) => each === property);
  const call = parentOf(object);
  if (object.properties.length === 1)
    return call?.type === "CallExpression"
      ? dropOptions(call, object)
      : editSource(fileOf(object), { start: object.start, end: object.end, text: "{}" });
  const before = object.properties[index - 1];
  const after = object.properties[index + 1];
  const [start, end] = before ? [before.end, property.end] : [property.start, after?.start ?? property.end];
  return editSource(fileOf(object), { start, end, text: "" });
}

/** A context keeps its place after the options. */
function dropOptions(call: CallExpression, options: Node): Edit | undefined {
  const isFollowedByContext = call.arguments.indexOf(options as never) === 1 && call.arguments.length > 3;
  return isFollowedByContext ? replaceNode(options, "{}") : dropArgument(call, options);
}

/** Makes a function async; nothing where it is. */
export function asyncChange(work: FunctionNode): Change[] {
  if (work.async) return [];
  const owner = parentOf(work);
  const isMethod = owner?.type === "MethodDefinition" || (owner?.type === "Property" && owner.method);
  return [insertAt(isMethod ? owner.start : work.start, "async ")];
}

export function insertAt(at: number, text: string): Change {
  return { start: at, end: at, text };
}
