import type { CallExpression, Node } from "oxc-parser";
import { fileOf, parentOf } from "../../facts/program/parse-file.ts";
import { isCall, statementOf, textOf } from "../../facts/program/places.ts";
import type { Change } from "../edits/edit-source.ts";

/** What ends the process once a promise is settled, whatever came of it. */
const THEN_EXIT = ".finally(() => process.exit(0))";
export const CATCH = ".catch(console.error)";

/** Ends the process when the promise of a call is settled, after what is chained to it already. */
export function exitAfter(call: Node, exit?: CallExpression): Change {
  const whole = chainOf(call);
  const isCaught = methodsOf(call).includes("catch");
  const ending = exit ? `.finally(() => ${textOf(exit)})` : THEN_EXIT;
  return insert(whole.end, `${isCaught ? "" : CATCH}${ending}`);
}

/** Catches what a call rejects with, before anything else that is chained to it. */
export function catchAfter(call: Node): Change {
  return insert(call.end, CATCH);
}

/** Takes a call of process.exit() out of a handler; nothing where something else is done with it. */
export function withoutExit(exit: Node): Change | undefined {
  const around = parentOf(exit);
  if (around?.type === "ExpressionStatement") return withoutStatement(around);
  if (around?.type !== "ArrowFunctionExpression" || around.body !== exit) return undefined;
  const call = parentOf(around);
  if (!call || !isCall(call)) return undefined;
  if (WHOLE.test(calledName(call.callee))) return withoutStatement(statementOf(call));
  const isOnly = call.arguments.length === 1 && call.arguments[0] === around;
  return isOnly ? { start: around.start, end: call.end - 1, text: "" } : undefined;
}

/** Whether a call of process.exit() is handed on as it is, which calls it at once. */
export function isCalledAtOnce(exit: Node): boolean {
  const around = parentOf(exit);
  return around !== undefined && isCall(around) && around.callee !== exit && isPromiseMethod(around.callee);
}

export function insert(at: number, text: string): Change {
  return { start: at, end: at, text };
}

/** Calls that do nothing without the function they are given. */
const WHOLE = /^(setTimeout|setImmediate|on|once|addListener)$/;

function calledName(callee: Node): string {
  const named = callee.type === "MemberExpression" ? callee.property : callee;
  return named.type === "Identifier" ? named.name : "";
}

/** The call with all of `.then()`, `.catch()` and `.finally()` after it. */
function chainOf(call: Node): Node {
  const member = parentOf(call);
  if (member?.type !== "MemberExpression" || member.object !== call || !isPromiseMethod(member)) return call;
  const next = parentOf(member);
  return next?.type === "CallExpression" && next.callee === member ? chainOf(next) : call;
}

function methodsOf(call: Node): string[] {
  const names: string[] = [];
  const whole = chainOf(call);
  for (let each: Node | undefined = call; each && each !== whole; each = parentOf(each)) {
    const member = parentOf(each);
    if (member?.type === "MemberExpression" && member.property.type === "Identifier")
      names.push(member.property.name);
  }
  return names;
}

function isPromiseMethod(member: Node): boolean {
  return (
    member.type === "MemberExpression" &&
    member.property.type === "Identifier" &&
    /^(then|catch|finally)$/.test(member.property.name)
  );
}

/** With the spaces or the line break before it. */
function withoutStatement(statement: Node): Change | undefined {
  const around = parentOf(statement);
  // What an `if` or an arrow consists of cannot go alone.
  if (around?.type !== "BlockStatement" && around?.type !== "Program") return undefined;
  const before = fileOf(statement).text.slice(0, statement.start).trimEnd().length;
  return { start: before, end: statement.end, text: "" };
}
