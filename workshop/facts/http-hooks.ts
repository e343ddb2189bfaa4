import type { Node } from "oxc-parser";
import type { CodeLine, Evidence, Instrumentation } from "../lab/evidence.ts";
import { memberName } from "./method-name.ts";
import { placeOf, type FunctionNode } from "./program/places.ts";
import { programOf } from "./program/program.ts";
import type { Property, Value } from "./program/value.ts";

export const HTTP = "@opentelemetry/instrumentation-http";
/** The hooks of the HTTP instrumentation that can put a field on the request's own span. */
export const HOOKS = ["startIncomingSpanHook", "requestHook", "responseHook", "applyCustomAttributesOnSpan"];
/** The hook that gets requests which the backend sends itself. */
export const OUTGOING = "startOutgoingSpanHook";
/** Its other options (its types, on both lines). */
const OPTIONS =
  /^(enabled|serverName|ignored\w+|headersToSpanAttributes|(ignore|disable)(Incoming|Outgoing)Request\w+|redactedQueryParams(Server)?|require\w+|enableSyntheticSourceDetection|semconvStabilityOptIn|startOutgoingSpanHook)$/;

/** The HTTP instrumentations that the process made. */
export function httpInstrumentations({ run }: Evidence): Instrumentation[] {
  return run?.sdk.instrumentations.filter(({ name }) => name === HTTP) ?? [];
}

/** Options of functions that the HTTP instrumentation was given and does not have. */
export function unknownHooks(evidence: Evidence): { readonly name: string; readonly at?: CodeLine }[] {
  return httpInstrumentations(evidence).flatMap(({ config = {}, at }) =>
    Object.entries(config)
      .filter(([name, { type }]) => type === "function" && !HOOKS.includes(name) && !OPTIONS.test(name))
      .map(([name]) => ({ name, ...(at && { at }) })),
  );
}

/** Where the learner's code makes an HTTP instrumentation, and with which options. */
export interface HttpOptions {
  /** `new HttpInstrumentation(…)` or `getNodeAutoInstrumentations(…)`. */
  readonly made: Extract<Node, { type: "NewExpression" | "CallExpression" }>;
  /** By their names, as far as the code shows them. */
  readonly properties: ReadonlyMap<string, Property>;
  /** The object that they are written in, where it is one. */
  readonly object?: Node;
}

export function httpOptions(evidence: Evidence): HttpOptions[] {
  const program = programOf(evidence);
  const own = program.constructions({ from: HTTP, name: "HttpInstrumentation" }).map(({ node, options }) => ({
    made: node,
    properties: options.properties,
    ...objectIn(options.node && program.valueOf(options.node)),
  }));
  const all = program
    .callsOf({ from: /^@opentelemetry\/auto-instrumentations-node/, path: ["getNodeAutoInstrumentations"] })
    .map(({ node, arguments: [first] }) => {
      const map = first && program.valueOf(first);
      const value = map?.kind === "object" ? map.properties.get(HTTP)?.value : undefined;
      return {
        made: node,
        properties: value?.kind === "object" ? value.properties : new Map<string, Property>(),
        ...objectIn(value),
      };
    });
  return [...own, ...all];
}

function objectIn(value: Value | undefined): { object?: Node } {
  return value?.kind === "object" && value.node.type === "ObjectExpression" ? { object: value.node } : {};
}

/** A hook of the HTTP instrumentation, as the learner's code writes it. */
export interface Hook {
  readonly name: string;
  /** The whole property. */
  readonly node: Node;
  /** Absent where the code does not show it. */
  readonly work?: FunctionNode;
}

/** The hooks among the options of the HTTP instrumentation. */
export function hooksOf(evidence: Evidence): Hook[] {
  return httpOptions(evidence).flatMap(({ properties }) =>
    HOOKS.flatMap((name) => {
      const property = properties.get(name);
      if (!property) return [];
      const { node, value } = property;
      return [{ name, node, ...(value.kind === "function" && { work: value.node }) }];
    }),
  );
}

/** The parameter of a hook that is the request that came in; nothing for a hook that gets none. */
export function requestIndex({ name }: Pick<Hook, "name">): number | undefined {
  if (name === "startIncomingSpanHook") return 0;
  return name === "responseHook" ? undefined : 1;
}

/** What the code calls the request in a hook. */
export function requestName(hook: Hook): string | undefined {
  const parameter = hook.work?.params[requestIndex(hook) ?? -1];
  return parameter?.type === "Identifier" ? parameter.name : undefined;
}

/** A header that a hook asks the request for. */
export interface AskedHeader {
  readonly hook: Hook;
  readonly name: string;
  /** `request.headers["name"]` */
  readonly node: Extract<Node, { type: "MemberExpression" }>;
}

/** The headers that the hooks read from their own request, in the hook itself or in what that is given to. */
export function headersAsked(evidence: Evidence): AskedHeader[] {
  const program = programOf(evidence);
  const hooks = hooksOf(evidence);
  return program.nodes("MemberExpression").flatMap((node) => {
    const object = program.valueOf(node.object);
    const hook = object.kind === "member" && object.name === "headers" && hookWith(object.object, hooks);
    const name = memberName(program, node);
    return hook && name !== undefined ? [{ hook, name, node }] : [];
  });
}

/** What else the hooks read from their own request: `request.url`, `request.get`. */
export function readFromRequest(evidence: Evidence): AskedHeader[] {
  const program = programOf(evidence);
  const hooks = hooksOf(evidence);
  return program.nodes("MemberExpression").flatMap((node) => {
    const hook = hookWith(program.valueOf(node.object), hooks);
    const name = memberName(program, node);
    return hook && name !== undefined ? [{ hook, name, node }] : [];
  });
}

/** The hook whose request a value is. */
function hookWith(value: Value, hooks: readonly Hook[]): Hook | undefined {
  if (value.kind !== "parameter") return undefined;
  return hooks.find((hook) => value.function === hook.work && value.index === requestIndex(hook));
}

/** Whether a node is in a hook. */
export function isIn({ work }: Hook, node: Node): boolean {
  return (
    work !== undefined &&
    placeOf(work).file === placeOf(node).file &&
    work.start <= node.start &&
    node.end <= work.end
  );
}
