import type { Evidence } from "../lab/evidence.ts";
import { lineOfText, shownAt, type Shown } from "./code-at.ts";

/** Where a field of the resource is written: the variable's own line, or the first line of the code that has its name. */
export function placeOfResource(evidence: Evidence, name: string): Shown {
  const { compose } = evidence;
  const variable = compose.ok ? compose.variables.get("OTEL_RESOURCE_ATTRIBUTES") : undefined;
  if (!variable?.value?.includes(`${name}=`)) return shownAt(evidence, lineOfText(evidence, name));
  const { file, line } = variable.origin;
  return { ...(file && { file }), ...(line && { line }) };
}
