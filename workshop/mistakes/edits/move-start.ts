import type { Node } from "oxc-parser";
import { bindingOf } from "../../facts/program/scopes.ts";
import { fileOf, parentOf } from "../../facts/program/parse-file.ts";
import { functionOf, statementOf, textOf, type FunctionNode } from "../../facts/program/places.ts";
import { withoutType } from "../../facts/called-method.ts";
import type { StartCall } from "../../facts/start-calls.ts";
import { addBefore, editSource, removeFrom } from "./edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";

/** Moves `const span = tracer.startSpan(…)` from the top of a file to the start of the one function that uses it. */
export function moveStartIntoFunction(call: StartCall | undefined): Remedy | undefined {
  const statement = call && statementOf(call.node);
  const user = call?.span && onlyUser(call.span);
  const first = user?.body?.type === "BlockStatement" ? user.body.body[0] : undefined;
  if (!call || !statement || !first || functionOf(call.node)) return undefined;
  if (statement.type !== "VariableDeclaration" || statement.declarations.length !== 1) return undefined;
  const source = fileOf(statement);
  return edits(removeFrom(source, statement), addBefore(source, first, textOf(statement)));
}

/** Declares `span = tracer.startSpan(…)` where it is assigned, instead of in a variable that all requests share. */
export function declareWhereAssigned(call: StartCall | undefined): Remedy | undefined {
  const { span, node } = call ?? {};
  const binding = span && bindingOf(span);
  const [definition, ...more] = binding?.definitions ?? [];
  const declarator = definition?.node;
  const declared = declarator && parentOf(declarator);
  const assignment = node && parentOf(node);
  if (!span || !node || more.length > 0 || !onlyUser(span)) return undefined;
  if (declared?.type !== "VariableDeclaration" || declared.declarations.length !== 1) return undefined;
  if (assignment?.type !== "AssignmentExpression" || withoutType(assignment.right) !== node) return undefined;
  if (statementOf(assignment).start !== assignment.start) return undefined;
  const source = fileOf(node);
  const at = { start: assignment.start, end: assignment.start };
  return edits(removeFrom(source, declared), editSource(source, { ...at, text: "const " }));
}

/** The outermost function that has every use of a name; nothing where there are several. */
function onlyUser(id: Node): FunctionNode | undefined {
  const uses = bindingOf(id)?.references.filter(({ isInit, isValue }) => !isInit && isValue) ?? [];
  const users = new Set(uses.map((use) => outermost(use.id)));
  const [user] = users;
  return users.size === 1 ? user : undefined;
}

function outermost(node: Node): FunctionNode | undefined {
  let found = functionOf(node);
  for (let next = found && functionOf(found); next; next = functionOf(next)) found = next;
  return found;
}
