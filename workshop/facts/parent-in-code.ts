import type { CallExpression, Node } from "oxc-parser";
import type { Evidence } from "../lab/evidence.ts";
import { isFunction } from "./program/places.ts";
import { programOf } from "./program/program.ts";
import { eachOf, type Property, type Value } from "./program/value.ts";
import type { StartCall } from "./start-calls.ts";
import { withoutType } from "./called-method.ts";

/** What a call that starts a span says of its parent. */
export interface ParentInCode {
  readonly call: CallExpression;
  readonly options?: Node;
  readonly context?: { readonly node: Node; readonly value: Value };
}

/** The options and the context that a span is started with, where each has its place. */
export function parentInCode(evidence: Evidence, { node }: StartCall): ParentInCode {
  const rest = node.arguments.slice(1).filter((each) => {
    const bare = withoutType(each);
    return bare && !isFunction(bare);
  });
  const isActive = node.arguments.length > 0 && rest.length < node.arguments.length - 1;
  const [options, context] = isActive || rest.length <= 2 ? rest : [];
  return {
    call: node,
    ...(options && { options }),
    ...(context && { context: { node: context, value: programOf(evidence).valueOf(context) } }),
  };
}

/** An option that a span is started with, where it is written. */
export function optionOf(evidence: Evidence, call: StartCall, name: string): Property | undefined {
  const { options } = parentInCode(evidence, call);
  const value = options && programOf(evidence).valueOf(options);
  return value?.kind === "object" ? value.properties.get(name) : undefined;
}

/** Whether a value is the result of a function, or an export itself, of one of OpenTelemetry's packages. */
export function isOfPackage(value: Value, name: string): boolean {
  return eachOf(value).some((each) => {
    const named = each.kind === "call" ? each.callee : each;
    return (
      named.kind === "imported" && named.from.startsWith("@opentelemetry/") && named.path.at(-1) === name
    );
  });
}
