import type { CallExpression, Node } from "oxc-parser";
import { withoutTypes } from "../../facts/method-name.ts";
import { fileOf, parentOf } from "../../facts/program/parse-file.ts";
import { statementOf, textOf } from "../../facts/program/places.ts";
import { bindingOf } from "../../facts/program/scopes.ts";
import { replaceIn } from "./edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";

/** Makes a call whatever the condition around it says, where the condition is about nothing else. */
export function unconditional(call: CallExpression | undefined): Remedy | undefined {
  if (!call) return undefined;
  const statement = statementOf(call);
  if (statement.type !== "ExpressionStatement") return undefined;
  const { expression } = statement;
  if (expression.type === "LogicalExpression" && withoutTypes(expression.right) === call)
    return edits(replaceIn(fileOf(call), expression, textOf(expression.right)));
  if (withoutTypes(expression) !== call) return undefined;
  const condition = ifAround(statement);
  return condition && edits(replaceIn(fileOf(call), condition, textOf(statement)));
}

/** Whether an assignment is to a property of this variable. */
export function isMemberOf(node: Node, variable: Node): boolean {
  if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return false;
  return bindingOf(withoutTypes(node.left.object)) === bindingOf(variable);
}

function ifAround(statement: Node): Node | undefined {
  const around = parentOf(statement);
  const inner = around?.type === "BlockStatement" ? around : statement;
  const condition = around?.type === "BlockStatement" ? parentOf(around) : around;
  if (condition?.type !== "IfStatement" || condition.alternate || condition.consequent !== inner)
    return undefined;
  return inner.type === "BlockStatement" && inner.body.length > 1 ? undefined : condition;
}
