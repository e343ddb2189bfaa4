import type { CallExpression, Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { returnedBy } from "./returned-by.ts";
import { unknown, type Value } from "./value.ts";
import { namespaceOf } from "./value-of-export.ts";
import { mergedObject } from "./value-of-object.ts";

/** What a call gives: a module, what the learner's function returns, or a `call` with what is called. */
export function valueOfCall(node: CallExpression, context: Context): Value {
  const callee = context.evaluate(node.callee);
  const [first] = node.arguments;
  if (isRequire(callee)) {
    const specifier = first && context.evaluate(first);
    return specifier?.kind === "string" ? namespaceOf(specifier.value, node, context) : unknown(node);
  }
  const built = callee.kind === "global" ? valueOfBuiltIn(callee.path.join("."), node, context) : undefined;
  if (built) return built;
  const bound = boundBy(callee);
  if (bound) return bound;
  const called = calledBy(callee);
  const returned = called.kind === "function" ? returnedBy(called.node, context) : undefined;
  if (returned && returned.kind !== "unknown") return returned;
  return { kind: "call", callee: called, node };
}

/** What is really called by `f.call(…)` and `f.apply(…)`. */
export function calledBy(callee: Value): Value {
  return callee.kind === "member" && /^(call|apply)$/.test(callee.name) ? callee.object : callee;
}

/** `require`, and what `createRequire` gives. */
function isRequire(callee: Value): boolean {
  if (callee.kind === "global") return /^(module\.)?require$/.test(callee.path.join("."));
  const maker = callee.kind === "call" ? callee.callee : undefined;
  return (
    maker?.kind === "imported" && /^(node:)?module$/.test(maker.from) && maker.path.at(-1) === "createRequire"
  );
}

function valueOfBuiltIn(name: string, node: CallExpression, context: Context): Value | undefined {
  const [first] = node.arguments as Node[];
  if (/^Object\.(freeze|seal|preventExtensions)$/.test(name) && first) return context.evaluate(first);
  if (name === "Object.assign" && first?.type === "ObjectExpression")
    return mergedObject(node, node.arguments, context);
  if (name === "Promise.resolve" && first) return { kind: "promise", of: context.evaluate(first), node };
  return undefined;
}

/** A bound function is the function itself. */
function boundBy(callee: Value): Value | undefined {
  if (callee.kind === "member" && callee.name === "bind") return callee.object;
  const isPath = callee.kind === "imported" || callee.kind === "global";
  return isPath && callee.path.at(-1) === "bind" ? { ...callee, path: callee.path.slice(0, -1) } : undefined;
}
