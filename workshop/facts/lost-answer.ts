import type { CallExpression } from "oxc-parser";
import type { CodeLine, Evidence } from "../lab/evidence.ts";
import { droppedCallAt, givesSomething } from "./lost-promise.ts";
import { isFunction, type FunctionNode } from "./program/places.ts";
import { programOf } from "./program/program.ts";

/** How what a span's work gives does not reach the caller, where the code around the span's start shows it. */
export type LostAnswer =
  /** What the call gives is neither returned nor kept. */
  | { readonly how: "dropped"; readonly call: CallExpression }
  /** The function that the call was given returns nothing. */
  | { readonly how: "gives-nothing"; readonly work: FunctionNode };

/** Nothing where the code does not show it for certain. `at` is where a span was started. */
export function lostAnswer(evidence: Evidence, at: CodeLine | undefined): LostAnswer | undefined {
  if (!at) return undefined;
  const program = programOf(evidence);
  const call = droppedCallAt(program, at);
  if (call && call.arguments.some((given) => isFunction(given))) return { how: "dropped", call };
  for (const node of program.nodesAt(at)) {
    if (node.type !== "CallExpression") continue;
    const last = node.arguments.at(-1);
    const value = last && program.valueOf(last);
    if (value?.kind === "function" && !givesSomething(value.node))
      return { how: "gives-nothing", work: value.node };
  }
  return undefined;
}
