import type { Evidence } from "../lab/evidence.ts";
import type { Shown } from "./code-at.ts";
import { programOf } from "./program/program.ts";
import { shownNode } from "./shown-node.ts";

const FROM = /^@opentelemetry\/(resources|sdk-node)$/;

/** Where an attribute of the resource is written: the variable's own line, or the property that has its name. */
export function placeOfResource(evidence: Evidence, name: string): Shown {
  const { compose } = evidence;
  const variable = compose.ok ? compose.variables.get("OTEL_RESOURCE_ATTRIBUTES") : undefined;
  if (!variable?.value?.includes(`${name}=`)) return shownNode(propertyOf(evidence, name));
  const { file, line } = variable.origin;
  return { ...(file && { file }), ...(line && { line }) };
}

function propertyOf(evidence: Evidence, name: string) {
  const program = programOf(evidence);
  const made = [
    ...program
      .callsOf({ from: FROM, path: ["resourceFromAttributes"] })
      .map(({ arguments: [first] }) => first),
    ...program.constructions({ from: FROM, name: "Resource" }).map(({ node }) => node.arguments[0]),
  ];
  for (const each of made) {
    const value = each && program.valueOf(each);
    const property = value?.kind === "object" ? value.properties.get(name) : undefined;
    if (property) return property.node;
  }
  return undefined;
}
