import type { Node } from "oxc-parser";
import type { CodeLine, Evidence } from "../lab/evidence.ts";
import { onlyCallAt } from "./field-code.ts";

/** Where the learner's code ends a span for the first time. */
export function endOf(
  evidence: Evidence,
  spanId: string,
): { readonly place: CodeLine; readonly node?: Node } | undefined {
  const place = evidence.run?.started.find((span) => span.spanId === spanId)?.endings[0]?.at;
  if (!place) return undefined;
  const node = onlyCallAt(evidence, place, /^end$/);
  return { place, ...(node && { node }) };
}
