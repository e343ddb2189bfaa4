import type { Node } from "oxc-parser";
import type { Files } from "./files.ts";
import { memberName } from "./property-name.ts";
import { bindingOf } from "./scopes.ts";
import type { FunctionUses } from "./uses.ts";
import { eachOf, either, unknown, type Value } from "./value.ts";
import { valueOfArray } from "./value-of-array.ts";
import { valueOfBinding } from "./value-of-binding.ts";
import { valueOfCall } from "./value-of-call.ts";
import { namespaceOf } from "./value-of-export.ts";
import { memberOf } from "./value-of-member.ts";
import { valueOfObject } from "./value-of-object.ts";
import { valueOfThis } from "./value-of-this.ts";
import { valueOfWords } from "./value-of-words.ts";

/** What the parts of the evaluation share. */
export interface Context {
  readonly files: Files;
  /** Where a function is called; nothing while that is still being worked out. */
  readonly usesOf: (node: Node) => FunctionUses | undefined;
  readonly evaluate: (node: Node) => Value;
  /** The property of a value; `node` is what asks for it. */
  readonly member: (value: Value, name: string, node: Node) => Value;
}

const DEEPEST = 100;
const MOST_STEPS = 20_000;

/** Follows expressions to their values. Each value is worked out once; circles and endless chains end as unknown. */
export function createEvaluator(files: Files, usesOf: Context["usesOf"]): Context["evaluate"] {
  const known = new Map<Node, Value>();
  const open = new Map<Node, number>();
  let steps = 0;
  // The outermost open node that a value below it was cut short for: until that one is done, nothing is kept.
  let cutAt = Infinity;
  const cut = (node: Node, depth: number): Value => {
    cutAt = Math.min(cutAt, depth);
    return unknown(node);
  };
  const evaluate = (node: Node): Value => {
    const found = known.get(node);
    if (found) return found;
    const depth = open.size;
    if (depth === 0) steps = 0;
    const again = open.get(node);
    if (again !== undefined) return cut(node, again);
    if (depth > DEEPEST || ++steps > MOST_STEPS) return cut(node, 0);
    open.set(node, depth);
    const value = valueOf(node, context);
    open.delete(node);
    if (cutAt >= depth) {
      cutAt = Infinity;
      known.set(node, value);
    }
    return value;
  };
  const context: Context = {
    files,
    usesOf,
    evaluate,
    member: (value, name, node) => memberOf(value, name, node, context),
  };
  return evaluate;
}

function valueOf(node: Node, context: Context): Value {
  const { evaluate } = context;
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
    case "ChainExpression":
    case "ParenthesizedExpression":
      return evaluate(node.expression);
    case "Identifier":
      return valueOfName(node, node.name, context);
    case "MemberExpression":
      return valueOfMember(node, context);
    case "ObjectExpression":
      return valueOfObject(node, context);
    case "ArrayExpression":
      return valueOfArray(node, context);
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return { kind: "function", node };
    case "ClassDeclaration":
    case "ClassExpression":
      return { kind: "class", node };
    case "NewExpression":
      return { kind: "construction", callee: evaluate(node.callee), node };
    case "CallExpression":
      return valueOfCall(node, context);
    case "ImportExpression":
      return { kind: "promise", of: valueOfImport(node.source, node, context), node };
    case "AwaitExpression": {
      const awaited = eachOf(evaluate(node.argument));
      return either(
        awaited.map((value) => (value.kind === "promise" ? value.of : value)),
        node,
      );
    }
    case "ThisExpression":
    case "Super":
      return valueOfThis(node, context);
    case "ConditionalExpression":
      return either([evaluate(node.consequent), evaluate(node.alternate)], node);
    case "LogicalExpression":
      return valueOfLogical(node.operator, evaluate(node.left), evaluate(node.right), node);
    case "SequenceExpression":
      return evaluate(node.expressions.at(-1) ?? node);
    case "AssignmentExpression":
      return node.operator === "=" ? evaluate(node.right) : unknown(node);
    default:
      return valueOfWords(node, context);
  }
}

function valueOfName(node: Node, name: string, context: Context): Value {
  const binding = bindingOf(node);
  if (binding) {
    const isOwn = binding.definitions.length > 0;
    // `require`, `module` and `exports` are CommonJS's own, in a scope of each file.
    return isOwn ? valueOfBinding(binding, node, context) : { kind: "global", path: [name], node };
  }
  if (name === "undefined") return { kind: "undefined", node };
  return { kind: "global", path: [name], node };
}

function valueOfMember(node: Extract<Node, { type: "MemberExpression" }>, context: Context): Value {
  const object = context.evaluate(node.object);
  const name = memberName(node, context);
  return name === undefined ? unknown(node) : context.member(object, name, node);
}

function valueOfImport(source: Node, node: Node, context: Context): Value {
  const specifier = context.evaluate(source);
  return specifier.kind === "string" ? namespaceOf(specifier.value, node, context) : unknown(node);
}

function valueOfLogical(operator: string, left: Value, right: Value, node: Node): Value {
  const empty = left.kind === "null" || left.kind === "undefined";
  if (operator === "??") {
    if (empty) return right;
    return /^(global|parameter|member|call|imported|either)$/.test(left.kind)
      ? either([left, right], node)
      : left;
  }
  return either([left, right], node);
}
