import type { CallExpression, Node } from "oxc-parser";
import type { Evidence } from "../../lab/evidence.ts";
import type { FieldCode } from "../../facts/field-code.ts";
import { endOfWork, homeFrame } from "../../facts/home-frame.ts";
import { LENGTH, NOW } from "../../facts/home-fields.ts";
import { withoutTypes } from "../../facts/method-name.ts";
import { dateAt, isKnownAt, isNow, resultsAt } from "../../facts/names-in-scope.ts";
import { fileOf, nodesIn, parentOf } from "../../facts/program/parse-file.ts";
import { functionOf, statementOf, textOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { addBefore, editSource, removeFrom, replaceIn, type Change } from "./edit-source.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";

/** Writes something else where a node is. */
export function replaceNode(node: Node, by: string): Edit | undefined {
  return replaceIn(fileOf(node), node, by);
}

/** Gives a field the name that it should have, where its name is written. */
export function renameField(code: FieldCode | undefined, name: string): Remedy | undefined {
  const { key } = code ?? {};
  if (!key) return undefined;
  const quote = /^['"`]/.exec(textOf(key))?.[0] ?? '"';
  return edits(replaceNode(key, `${quote}${name}${quote}`));
}

/** Gives a field of the home feed its right value, in the names of the learner's code. */
export function rightHomeValue(
  evidence: Evidence,
  key: string,
  code: FieldCode | undefined,
): Remedy | undefined {
  const value = code && (key === NOW ? rightNow(evidence, code.value) : rightLength(code.value));
  return value ? setValue(code, value) : undefined;
}

/** Writes another value for a field. */
export function setValue(code: FieldCode | undefined, value: string): Remedy | undefined {
  return code && edits(replaceNode(code.value, value));
}

/** Uses another method of the same object. */
export function renameMethod(call: CallExpression | undefined, name: string, more: readonly Change[] = []) {
  if (call?.callee.type !== "MemberExpression") return undefined;
  const { property, computed } = call.callee;
  const text = computed ? `"${name}"` : name;
  return edits(editSource(fileOf(call), { start: property.start, end: property.end, text }, ...more));
}

/** The first argument second. */
export function swapArguments(call: CallExpression | undefined): Remedy | undefined {
  const [first, second] = call?.arguments ?? [];
  if (!call || !first || !second) return undefined;
  return edits(
    editSource(
      fileOf(call),
      { start: first.start, end: first.end, text: textOf(second) },
      { start: second.start, end: second.end, text: textOf(first) },
    ),
  );
}

/** The statement that makes a call, somewhere earlier or later in the same function. */
export function moveBefore(node: Node, target: Node, change?: Change): Remedy | undefined {
  const [statement, next] = [statementOf(node), statementOf(target)];
  if (statement === next || statement.type !== "ExpressionStatement") return undefined;
  const text = changed(statement, change);
  return edits(removeFrom(fileOf(node), statement), addBefore(fileOf(target), next, text));
}

/** The code of a statement with a change in it, indented as if it began a line. */
function changed(statement: Node, change: Change | undefined): string {
  const file = fileOf(statement);
  const { start, end } = statement;
  const text = change
    ? file.text.slice(start, change.start) + change.text + file.text.slice(change.end, end)
    : textOf(statement);
  const indent = /[ \t]*$/.exec(file.text.slice(0, start))?.[0] ?? "";
  return text.replaceAll("\r", "").replaceAll(`\n${indent}`, "\n");
}

/** Adds the lines for fields that are set nowhere yet, before the home feed returns what it has. */
export function addHomeFields(evidence: Evidence, keys: readonly string[]): Remedy | undefined {
  const end = endOfWork(evidence);
  if (!end) return undefined;
  const lines = keys.map((key) => {
    const value =
      key === LENGTH ? end.results && `${end.results}.length` : end.now && `${end.now}.toISOString()`;
    return value && `${end.span}.setAttribute("${key}", ${value});`;
  });
  if (lines.some((line) => !line)) return undefined;
  return edits(addBefore(fileOf(end.at), end.at, lines.join("\n")));
}

/** Sets a field on the home feed's span instead of on another one: where the call is, or as the first thing in the work. */
export function onHomeSpan(evidence: Evidence, call: CallExpression | undefined): Remedy | undefined {
  const frame = homeFrame(evidence);
  if (!frame || call?.callee.type !== "MemberExpression") return undefined;
  const { object, property, computed } = call.callee;
  const end = computed ? property.start - 1 : property.start;
  const receiver = { start: object.start, end, text: computed ? frame.span.name : `${frame.span.name}.` };
  if (isKnownAt(frame.span, call)) return edits(editSource(fileOf(call), receiver));
  if (functionOf(call) !== functionOf(frame.start) || !frame.work.body) return undefined;
  const first = [...nodesIn(frame.work.body)].find(
    (node) =>
      functionOf(node) === frame.work &&
      statementOf(node) === node &&
      !/^(Try|Block)Statement$/.test(node.type),
  );
  return first && moveBefore(call, first, receiver);
}

/** The number of what is returned. */
export function rightLength(at: Node): string | undefined {
  const results = resultsAt(at);
  return results && `${results}.length`;
}

/** The time of the request as ISO text: of the moment that the value is made of, or that the code calls now. */
export function rightNow(evidence: Evidence, at: Node): string | undefined {
  const program = programOf(evidence);
  const taken = [at, ...nodesIn(at)].find(
    (node) =>
      node.type === "Identifier" && isDateHere(evidence, node) && parentOf(node)?.type !== "NewExpression",
  );
  if (taken) return `${textOf(taken)}.toISOString()`;
  const now = dateAt(program, at);
  return `${now ?? "new Date()"}.toISOString()`;
}

/** Whether a name holds a moment that was taken in the same call. */
function isDateHere(evidence: Evidence, node: Node): boolean {
  const value = programOf(evidence).valueOf(node);
  return functionOf(value.node) !== undefined && isNow(programOf(evidence), value.node);
}

/** The value without casts: `now as never` is `now`. */
export function plain(node: Node): string {
  return textOf(withoutTypes(node));
}
