import type { CallExpression, Node } from "oxc-parser";
import { ancestorsOf, placeOf, type Place } from "./program/places.ts";
import { bindingOf } from "./program/scopes.ts";
import { parentOf } from "./program/parse-file.ts";
import type { StartCall } from "./start-calls.ts";
import { withoutType } from "./called-method.ts";

/** One use of a method of a span, by the name that its starting call gives it. */
export interface SpanMethod extends Place {
  /** The call, or `span.end` alone where it is not called. */
  readonly node: Node;
  readonly method: string;
  readonly isCalled: boolean;
  readonly arguments: CallExpression["arguments"];
}

/** What the code does with a span: every method that it calls, names or hands on. */
export function spanMethods({ span }: StartCall, name?: string): SpanMethod[] {
  const references = span ? (bindingOf(span)?.references ?? []) : [];
  return references.flatMap(({ id }): SpanMethod[] => {
    const member = parentOf(id);
    if (member?.type !== "MemberExpression" || member.object !== id || member.computed) return [];
    const method = member.property.type === "Identifier" ? member.property.name : "";
    if (name !== undefined && method !== name) return [];
    const call = ancestorsOf(member).find((each) => withoutType(each) === each);
    return call?.type === "CallExpression" && withoutType(call.callee) === member
      ? [{ ...placeOf(call), node: call, method, isCalled: true, arguments: call.arguments }]
      : [{ ...placeOf(member), node: member, method, isCalled: false, arguments: [] }];
  });
}
