import type { Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { unknown, type Value } from "./value.ts";

/** Literals, templates, sums of strings, and the few operators that give a plain value. */
export function valueOfWords(node: Node, { evaluate }: Context): Value {
  switch (node.type) {
    case "Literal":
      return valueOfLiteral(node);
    case "TemplateLiteral": {
      const parts = node.quasis.flatMap(({ value }, index) => {
        const between = node.expressions[index];
        return [value.cooked ?? value.raw, ...(between ? [evaluate(between)] : [])];
      });
      return joined(parts, node);
    }
    case "BinaryExpression":
      return node.operator === "+"
        ? valueOfSum(evaluate(node.left), evaluate(node.right), node)
        : unknown(node);
    case "UnaryExpression":
      return valueOfUnary(node.operator, evaluate(node.argument), node);
    default:
      return unknown(node);
  }
}

function valueOfLiteral(node: Extract<Node, { type: "Literal" }>): Value {
  if ("regex" in node) return { kind: "regexp", ...node.regex, node };
  const { value } = node;
  if (value === null) return { kind: "null", node };
  if (typeof value === "string") return { kind: "string", value, node };
  if (typeof value === "number") return { kind: "number", value, node };
  return typeof value === "boolean" ? { kind: "boolean", value, node } : unknown(node);
}

function valueOfSum(left: Value, right: Value, node: Node): Value {
  if (left.kind === "number" && right.kind === "number")
    return { kind: "number", value: left.value + right.value, node };
  const isText = [left, right].some(({ kind }) => kind === "string" || kind === "template");
  return isText ? joined([left, right], node) : unknown(node);
}

function valueOfUnary(operator: string, value: Value, node: Node): Value {
  if (operator === "void") return { kind: "undefined", node };
  if (operator === "-" && value.kind === "number") return { kind: "number", value: -value.value, node };
  if (operator === "!" && value.kind === "boolean") return { kind: "boolean", value: !value.value, node };
  if (operator === "!") return unknown(node);
  return unknown(node);
}

/** A string where all parts are known, otherwise a template with neighbours joined. */
function joined(parts: readonly (string | Value)[], node: Node): Value {
  const flat = parts.flatMap((part): (string | Value)[] => {
    if (typeof part === "string") return [part];
    if (part.kind === "template") return [...part.parts];
    return /^(string|number|boolean)$/.test(part.kind) && "value" in part ? [String(part.value)] : [part];
  });
  const short: (string | Value)[] = [];
  for (const part of flat) {
    const last = short.at(-1);
    if (typeof part === "string" && typeof last === "string") short[short.length - 1] = last + part;
    else if (part !== "") short.push(part);
  }
  if (short.length === 0) return { kind: "string", value: "", node };
  const [only] = short;
  if (short.length === 1 && typeof only === "string") return { kind: "string", value: only, node };
  return { kind: "template", parts: short, node };
}
