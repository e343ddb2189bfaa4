import type { Node } from "oxc-parser";
import type { Evidence } from "../lab/evidence.ts";
import { placeOf, type Place } from "./program/places.ts";
import { programOf } from "./program/program.ts";
import { eachOf } from "./program/value.ts";
import { isTracer, startCallOf } from "./start-calls.ts";
import type { StartedSpan } from "../lab/evidence.ts";

export interface TracerCall extends Place {
  readonly node: Extract<Node, { type: "CallExpression" }>;
  /** Where the tracer's name is written, and what it is; absent where the code does not say it. */
  readonly name?: { readonly node: Node; readonly text: string };
}

/** Every call of the learner's that gives a tracer of OpenTelemetry's. */
export function tracersOf(evidence: Evidence): TracerCall[] {
  const program = programOf(evidence);
  return program.nodes("CallExpression").flatMap((node) => {
    const value = program.valueOf(node);
    return value.kind === "call" && value.node === node && isTracer(value) ? [asTracer(evidence, node)] : [];
  });
}

/** The tracer that started a span: by the code, or by its name where only one has it. */
export function tracerOf(evidence: Evidence, span: StartedSpan): TracerCall | undefined {
  const all = tracersOf(evidence);
  const callee = startCallOf(evidence, span)?.node.callee;
  const values =
    callee?.type === "MemberExpression" ? eachOf(programOf(evidence).valueOf(callee.object)) : [];
  const bound = all.filter(({ node }) => values.some((value) => value.node === node));
  const named = (bound.length > 0 ? bound : all).filter(({ name }) => name?.text === span.scope);
  return named.length === 1 ? named[0] : bound.length === 1 ? bound[0] : undefined;
}

function asTracer(evidence: Evidence, node: TracerCall["node"]): TracerCall {
  const [first] = node.arguments;
  const value = first && first.type !== "SpreadElement" ? programOf(evidence).valueOf(first) : undefined;
  const name = value?.kind === "string" ? { node: value.node, text: value.value } : undefined;
  return { ...placeOf(node), node, ...(name && { name }) };
}
