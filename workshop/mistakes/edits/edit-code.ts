import type { CallExpression, Node } from "oxc-parser";
import { fileOf, parentOf } from "../../facts/program/parse-file.ts";
import { isCall, statementOf, type FunctionNode } from "../../facts/program/places.ts";
import type { Program } from "../../facts/program/program.ts";
import { addAfter, addBefore, editSource, removeFrom, replaceIn, type Change } from "./edit-source.ts";
import type { Edit } from "../remedy.ts";

/** Replaces a node by other code. */
export function replaceNode(node: Node, by: string): Edit | undefined {
  return replaceIn(fileOf(node), node, by);
}

/** Removes the statement that holds a node. */
export function removeStatement(node: Node): Edit | undefined {
  return removeFrom(fileOf(node), statementOf(node));
}

/** Adds a statement after the one that holds a node: on a line of its own, where that ends its line. */
export function addAfterStatement(node: Node, added: string): Edit | undefined {
  const file = fileOf(node);
  const statement = statementOf(node);
  const rest = /^.*/.exec(file.text.slice(statement.end))?.[0] ?? "";
  if (/^\s*(\/\/|$)/.test(rest)) return addAfter(file, statement, added);
  const semicolon = /[;}]/.test(file.text[statement.end - 1] ?? "") ? "" : ";";
  return editSource(file, { start: statement.end, end: statement.end, text: `${semicolon} ${added}` });
}

/** Adds code right after a node, on its line. */
export function append(node: Node, code: string): Edit | undefined {
  return editSource(fileOf(node), { start: node.end, end: node.end, text: code });
}

/** Removes a property with its comma, and the whole object where it was all that a call is given. */
export function removeProperty(node: Node): Edit | undefined {
  const object = parentOf(node);
  if (object?.type !== "ObjectExpression")
    return node.type === "Property" ? undefined : removeStatement(node);
  if (object.properties.length > 1) return removeItem(node);
  const call = parentOf(object);
  const isOnly = call && isCall(call) && call.arguments.length === 1 && call.arguments[0] === object;
  return replaceNode(object, isOnly ? "" : "{}");
}

/** Removes one of a list's elements, or an object's properties, with the comma after or before it. */
export function removeItem(node: Node): Edit | undefined {
  const file = fileOf(node);
  const after = /^\s*,[ \t]*/.exec(file.text.slice(node.end));
  if (after) {
    const end = node.end + after[0].trimEnd().length;
    const isAlone = /^[ \t]*$/.test(lineBefore(file.text, node.start));
    return isAlone && /^[ \t]*\r?(\n|$)/.test(file.text.slice(end))
      ? removeFrom(file, { start: node.start, end })
      : editSource(file, { start: node.start, end: node.end + after[0].length, text: "" });
  }
  const before = /,\s*$/.exec(file.text.slice(0, node.start));
  return editSource(file, { start: node.start - (before?.[0].length ?? 0), end: node.end, text: "" });
}

/** Adds an option to what a construction is given; nothing where that is not written in one place. */
export function addOption(call: Node, argument: Node | undefined, option: string): Edit | undefined {
  if (!argument) {
    const file = fileOf(call);
    const at = call.end - 1;
    return file.text[at] === ")"
      ? editSource(file, { start: at, end: at, text: `{ ${option} }` })
      : undefined;
  }
  if (argument.type !== "ObjectExpression") return undefined;
  const last = argument.properties.at(-1);
  if (!last) return replaceNode(argument, `{ ${option} }`);
  return addItem(last, argument, option);
}

/** Adds an element at the end of a list. */
export function addElement(list: Node, element: string): Edit | undefined {
  if (list.type !== "ArrayExpression") return undefined;
  const last = list.elements.at(-1);
  return last ? addItem(last, list, element) : replaceNode(list, `[${element}]`);
}

function addItem(last: Node, around: Node, item: string): Edit | undefined {
  const file = fileOf(last);
  const [indent] = /^[ \t]*/.exec(lineBefore(file.text, last.start)) ?? [""];
  const isOnLines = file.text.slice(around.start, last.start).includes("\n");
  const comma = /^\s*,/.exec(file.text.slice(last.end))?.[0].length ?? 0;
  const at = last.end + comma;
  const text = isOnLines ? `${comma ? "" : ","}\n${indent}${item},` : `${comma ? "" : ","} ${item}`;
  return editSource(file, { start: at, end: at, text });
}

/** How a file calls a package's export, and the import to add where it has none yet. */
export function nameIn(
  program: Program,
  file: string,
  { name, from }: { readonly name: string; readonly from: string },
): { readonly local: string; readonly edits: readonly Edit[] } {
  for (const { specifier, names, isTypeOnly, file: path } of program.imports) {
    if (path !== file || specifier !== from || isTypeOnly) continue;
    const own = names.find((each) => each.imported === name && !each.isTypeOnly);
    if (own) return { local: own.local, edits: [] };
    const all = names.find(({ imported }) => imported === "*");
    if (all) return { local: `${all.local}.${name}`, edits: [] };
  }
  return { local: name, edits: importLine(program, file, name, from) };
}

function importLine({ files }: Program, path: string, name: string, from: string): Edit[] {
  const file = files.find((each) => each.path === path);
  const body = file?.tree?.body ?? [];
  const line = file?.isModule
    ? `import { ${name} } from "${from}";`
    : `const { ${name} } = require("${from}");`;
  const last = body.findLast(({ type }) => type === "ImportDeclaration");
  if (file && last) return [addAfter(file, last, line)];
  return file && body[0] ? [addBefore(file, body[0], line)] : [];
}

function lineBefore(text: string, at: number): string {
  return text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
}

/** Writes something in front of a node. */
export function writeBefore(node: Node, text: string): Edit | undefined {
  return editSource(fileOf(node), insertAt(node.start, text));
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
