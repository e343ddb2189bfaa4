import type { Node } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import { nodesIn } from "./parse-file.ts";
import { isCall, isFunction } from "./places.ts";
import type { Answer } from "./runs-at-load.ts";
import { eachOf } from "./value.ts";
import { calledBy } from "./value-of-call.ts";

/** Whether `node` is in the function `from`, or in one that is called or handed on from there. */
export function reaches(from: Node, node: Node, context: Context): Answer {
  const reached = new Set([from]);
  let isCertain = true;
  // A set may grow while it is walked.
  for (const each of reached) {
    for (const inner of nodesIn(each)) {
      if (inner === node) return "yes";
      if (!isCall(inner)) continue;
      for (const value of [inner.callee, ...inner.arguments].flatMap((part) => functionsOf(part, context))) {
        if (value === "unknown") isCertain = false;
        else reached.add(value);
      }
    }
  }
  return isCertain ? "no" : "unknown";
}

/** The learner's functions that a callee or an argument is; a callee of which nothing is known may be any. */
function functionsOf(part: Node, { evaluate }: Context): (Node | "unknown")[] {
  if (part.type === "SpreadElement" || isFunction(part)) return [];
  return eachOf(calledBy(evaluate(part))).flatMap((value): (Node | "unknown")[] => {
    if (value.kind === "function") return [value.node];
    return value.kind === "unknown" && part.type !== "Super" ? ["unknown"] : [];
  });
}
