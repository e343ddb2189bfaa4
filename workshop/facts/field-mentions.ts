import type { CallExpression, Node } from "oxc-parser";
import type { Evidence } from "../lab/evidence.ts";
import { codeOfProperty } from "./field-code.ts";
import { memberName, methodName } from "./method-name.ts";
import { fileOf, lineAt } from "./program/parse-file.ts";
import { programOf } from "./program/program.ts";

/** Whether the loaded code has a string of this name; a comment is none. */
export function isMentioned(evidence: Evidence, name: string): boolean {
  const program = programOf(evidence);
  return [...program.nodes("Literal"), ...program.nodes("TemplateLiteral")].some(
    (node) => program.stringOf(node) === name,
  );
}

/** The calls in the loaded code that would set a field, and that gave no span one while the lab looked on. */
export function idleCalls(evidence: Evidence, name: string): CallExpression[] {
  const program = programOf(evidence);
  const ran = evidence.run?.fieldsSet.filter((set) => set.name === name) ?? [];
  return program.nodes("CallExpression").filter((call) => {
    const [first] = call.arguments;
    const method = methodName(program, call);
    const sets =
      (method === "setAttribute" && program.stringOf(first) === name) ||
      (method === "setAttributes" && first && codeOfProperty(program.valueOf(first), name));
    return sets && !ran.some(({ at }) => fileOf(call).path === at.file && isAround(call, at.line));
  });
}

/** Where a field's name is given to something else than a span. */
export interface Misused {
  readonly how: "console" | "property";
  readonly node: Node;
  readonly value?: Node;
}

/** A name that is printed to the terminal, or that is a property of an object. */
export function misusesOf(evidence: Evidence, name: string): Misused[] {
  const program = programOf(evidence);
  const printed = program.nodes("CallExpression").flatMap((call): Misused[] => {
    const callee = program.valueOf(call.callee);
    if (callee.kind !== "global" || callee.path[0] !== "console") return [];
    const [first, value, ...more] = call.arguments;
    if (program.stringOf(first) !== name) return [];
    return [{ how: "console", node: call, ...(value && more.length === 0 && { value }) }];
  });
  const assigned = program.nodes("AssignmentExpression").flatMap((node): Misused[] => {
    const isNamed = node.left.type === "MemberExpression" && memberName(program, node.left) === name;
    return isNamed && node.operator === "=" ? [{ how: "property", node, value: node.right }] : [];
  });
  return [...printed, ...assigned];
}

function isAround({ start, end, callee }: CallExpression, line: number): boolean {
  const { text } = fileOf(callee);
  return lineAt(text, start) <= line && line <= lineAt(text, end);
}
