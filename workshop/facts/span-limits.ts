import type { Node } from "oxc-parser";
import type { Origin } from "../compose/interpolate.ts";
import type { Evidence } from "../lab/evidence.ts";
import { lastSet, NOW, type HomeRequest } from "./home-fields.ts";
import { programOf } from "./program/program.ts";

/** A limit that the SDK puts on the fields of spans, and where it was set. */
export interface SpanLimit {
  readonly value: number;
  /** The variable that says it, and where that is written. */
  readonly variable?: { readonly name: string; readonly origin: Origin };
  /** The option in the learner's code that says it. */
  readonly option?: Node;
}

const VARIABLES = {
  attributeValueLengthLimit: ["OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT", "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT"],
  attributeCountLimit: ["OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "OTEL_ATTRIBUTE_COUNT_LIMIT"],
} as const;

/** The limit that the process really had; nothing where there was none. */
export function spanLimit(evidence: Evidence, name: keyof typeof VARIABLES): SpanLimit | undefined {
  const value = evidence.run?.sdk.provider?.limits?.[name];
  if (value === undefined) return undefined;
  const option = optionOf(evidence, name);
  if (option) return { value, option };
  const { compose } = evidence;
  for (const each of VARIABLES[name]) {
    const variable = compose.ok ? compose.variables.get(each) : undefined;
    if (variable && Number(variable.value) === value)
      return { value, variable: { name: each, origin: variable.origin } };
  }
  return { value };
}

/** Whether a limit cut the time of a request: as the process saw it, or, for a field given at the start, by its length. */
export function isNowCut(evidence: Evidence, request: HomeRequest): boolean {
  const value = request.span.fields[NOW];
  const set = lastSet(evidence, NOW, request);
  if (typeof value !== "string") return false;
  return set
    ? set.storedLength !== undefined
    : value.length === spanLimit(evidence, "attributeValueLengthLimit")?.value;
}

function optionOf(evidence: Evidence, name: string): Node | undefined {
  const made = programOf(evidence).constructions({ from: /^@opentelemetry\/sdk-/, name: /./ });
  for (const { options } of made) {
    for (const group of ["spanLimits", "generalLimits"]) {
      const limits = options.properties.get(group)?.value;
      const limit = limits?.kind === "object" ? limits.properties.get(name) : undefined;
      if (limit) return limit.node;
    }
  }
  return undefined;
}
