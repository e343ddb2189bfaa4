import type { Node } from "oxc-parser";
import type { Evidence } from "../lab/evidence.ts";
import { memberName, withoutTypes } from "./method-name.ts";
import { ownReceived } from "./own-spans.ts";
import { programOf } from "./program/program.ts";

/** `span.attributes["name"] = value`, where a field of that name arrived although no call set it. */
export function writtenPastTheApi(
  evidence: Evidence,
): { readonly name: string; readonly node: Node; readonly span: Node; readonly value: Node } | undefined {
  const program = programOf(evidence);
  const set = new Set(evidence.run?.fieldsSet.map(({ name }) => name));
  const arrived = new Set(ownReceived(evidence).flatMap(({ fields }) => Object.keys(fields)));
  for (const node of program.nodes("AssignmentExpression")) {
    if (node.left.type !== "MemberExpression") continue;
    const object = withoutTypes(node.left.object);
    if (object.type !== "MemberExpression" || memberName(program, object) !== "attributes") continue;
    const name = memberName(program, node.left);
    if (name && arrived.has(name) && !set.has(name))
      return { name, node, span: object.object, value: node.right };
  }
  return undefined;
}
