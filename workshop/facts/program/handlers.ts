import type { CallExpression } from "oxc-parser";
import type { Context } from "./evaluate.ts";
import type { FunctionNode, Place } from "./places.ts";
import { placeOf } from "./places.ts";
import { eachOf, unknown, type Value } from "./value.ts";

/** One `process.on("SIGTERM", handler)`; a loop over several names gives several. */
export interface Handler extends Place {
  readonly node: CallExpression;
  /** Such as `SIGTERM`, `exit`; absent where the code does not say it. */
  readonly event?: string;
  readonly once: boolean;
  /** What is called then. */
  readonly handler: Value;
  /** The same where it is a function of the learner's. */
  readonly function?: FunctionNode;
}

const METHOD = /^(on|once|addListener|prependListener|prependOnceListener)$/;

/** Every handler of an event of the process, signals among them. */
export function handlersOf(context: Context): Handler[] {
  return context.files.all.flatMap(({ nodes }) =>
    nodes.flatMap((node) => (node.type === "CallExpression" ? handlersBy(node, context) : [])),
  );
}

function handlersBy(node: CallExpression, context: Context): Handler[] {
  const callee = context.evaluate(node.callee);
  if (callee.kind !== "global" || callee.path.length !== 2 || callee.path[0] !== "process") return [];
  const method = callee.path[1] ?? "";
  if (!METHOD.test(method)) return [];
  const [event, second] = node.arguments;
  const handler = second && second.type !== "SpreadElement" ? context.evaluate(second) : unknown(node);
  return eachOf(event ? context.evaluate(event) : unknown(node)).map((each) => ({
    ...placeOf(node),
    node,
    ...(each.kind === "string" && { event: each.value }),
    once: /once/i.test(method),
    handler,
    ...(handler.kind === "function" && { function: handler.node }),
  }));
}
