import type { CallExpression, Node } from "oxc-parser";
import type { CodeLine, Evidence } from "../lab/evidence.ts";
import { isFromApi, methodName } from "./method-name.ts";
import { lineAt } from "./program/parse-file.ts";
import { placeOf } from "./program/places.ts";
import { programOf, type Program } from "./program/program.ts";
import type { Property, Value } from "./program/value.ts";
import { fileOf } from "./program/parse-file.ts";

/** The code that gives a field its name and its value. */
export interface FieldCode {
  /** `span.setAttribute(…)`, `span.setAttributes(…)`, what starts the span; of a hook's object nothing. */
  readonly call?: CallExpression;
  /** Where the name is written: a string, or the key of a property. */
  readonly key?: Node;
  readonly value: Node;
}

/** What the code at a place gives a field of this name; nothing where the code does not say it. */
export function codeOfField(
  evidence: Evidence,
  name: string,
  at: CodeLine | undefined,
): FieldCode | undefined {
  const program = programOf(evidence);
  return callsAt(evidence, at)
    .map((call) => fieldIn(program, call, name))
    .find((code) => code !== undefined);
}

/** The calls on a line, as a stack counts lines: by where the called name is. */
export function callsAt(evidence: Evidence, at: CodeLine | undefined, method?: RegExp): CallExpression[] {
  if (!at) return [];
  const program = programOf(evidence);
  return program
    .nodes("CallExpression")
    .filter(
      (call) =>
        placeOf(call).file === at.file &&
        linesOf(call).includes(at.line) &&
        (!method || method.test(methodName(program, call) ?? "")),
    );
}

/** The only call of a method on a line. */
export function onlyCallAt(evidence: Evidence, at: CodeLine | undefined, method: RegExp) {
  const calls = callsAt(evidence, at, method);
  return calls.length === 1 ? calls[0] : undefined;
}

/** Whether a span that a call is made on was asked for with `trace.getActiveSpan()`. */
export function isOnActiveSpan(program: Program, call: CallExpression): boolean {
  if (call.callee.type !== "MemberExpression") return false;
  const value = program.valueOf(call.callee.object);
  return value.kind === "call" && isFromApi(value.callee, ["trace", "getActiveSpan"]);
}

/** The property of an object's value, as field code. */
export function codeOfProperty(value: Value | undefined, name: string): FieldCode | undefined {
  const property = value?.kind === "object" ? value.properties.get(name) : undefined;
  return property && codeIn(property);
}

function fieldIn(program: Program, call: CallExpression, name: string): FieldCode | undefined {
  const [first, second] = call.arguments;
  if (!first) return undefined;
  switch (methodName(program, call)) {
    case "setAttribute": {
      const key = program.valueOf(first);
      if (key.kind !== "string" || key.value !== name || !second) return undefined;
      return { call, key: key.node, value: second };
    }
    case "setAttributes":
      return withCall(call, codeOfProperty(program.valueOf(first), name));
    case "startSpan":
    case "startActiveSpan": {
      const options = second && program.valueOf(second);
      const attributes = options?.kind === "object" ? options.properties.get("attributes") : undefined;
      return withCall(call, codeOfProperty(attributes?.value, name));
    }
    default:
      return undefined;
  }
}

function withCall(call: CallExpression, code: FieldCode | undefined): FieldCode | undefined {
  return code && { ...code, call };
}

function codeIn({ node }: Property): FieldCode | undefined {
  if (node.type === "Property") return { key: node.key, value: node.value };
  if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return undefined;
  return { key: node.left.property, value: node.right };
}

function linesOf(call: CallExpression): number[] {
  const { text } = fileOf(call);
  const { callee } = call;
  const named = callee.type === "MemberExpression" ? callee.property : callee;
  return [lineAt(text, call.start), lineAt(text, named.start)];
}
