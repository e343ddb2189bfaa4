import { constructions, propertiesOf, withoutType } from "./look-in-sources.ts";
import { editDistance } from "../compose/nearest-word.ts";
import { lineOf, nodesOf, textOf } from "./source-tree.ts";
import type { CodeLine, Evidence } from "../lab/evidence.ts";
import { USER } from "./user-requests.ts";
import { setupText } from "./user-field-code.ts";

/** The hooks of the HTTP instrumentation that may put a field on the request's own span. */
export const HOOKS = ["startIncomingSpanHook", "requestHook", "responseHook", "applyCustomAttributesOnSpan"];
/** What else the HTTP instrumentation can be told (its types, on both lines). */
const OPTIONS =
  /^(enabled|serverName|ignored\w+|headersToSpanAttributes|(ignore|disable)(Incoming|Outgoing)Request\w+|redactedQueryParams(Server)?|require\w+|enableSyntheticSourceDetection|startOutgoingSpanHook)$/;
/** Hooks that hang in the HTTP instrumentation, for requests that go out. */
export const OUTGOING = /^startOutgoingSpanHook$/;

interface Hook {
  readonly name: string;
  readonly at: CodeLine;
  readonly text: string;
  readonly parameters: readonly string[];
  readonly isAsync: boolean;
}

/** The hooks among the options of the HTTP instrumentation. */
export function hooksOf({ backend }: Evidence): Hook[] {
  return backend.sources.flatMap((source) =>
    nodesOf(source).flatMap((node) => {
      if (node.type !== "Property" || node.key.type !== "Identifier" || !HOOKS.includes(node.key.name))
        return [];
      const work = withoutType(node.value);
      const isFunction = work?.type === "ArrowFunctionExpression" || work?.type === "FunctionExpression";
      return [
        {
          name: node.key.name,
          at: { file: source.path, line: lineOf(source, node) },
          text: textOf(source, node),
          parameters: isFunction ? work.params.map((parameter) => textOf(source, parameter)) : [],
          isAsync: isFunction && work.async,
        },
      ];
    }),
  );
}

/** Why a hook in its right place gives no field: as far as its code shows, else what is left. */
export function whyNoEffect({ name, text, parameters, isAsync }: Hook): string {
  const [first = "", ...more] = parameters;
  if (name === "startIncomingSpanHook") {
    if (isAsync) return "An async function gives a promise, and a promise holds no fields yet.";
    if (more.length > 0)
      return "It is asked with the request alone, before there is a span; a span and a request are what requestHook gets.";
    if (/getActiveSpan|getSpan\(/.test(text))
      return "It is asked before the request's span begins, so there is no span to get yet. What it returns becomes the fields.";
    if (/=>\s*\[|return\s*\[/.test(text))
      return "It gives a list; the fields must be the properties of an object.";
    const around = /\b(\w+)["']?\s*:\s*\{[^{}]*["']app\.user_id["']/.exec(text)?.[1];
    if (around)
      return `It gives one property, ${around}, with the field inside; the fields are the properties themselves.`;
    if (/\bapp["']?\s*:\s*\{/.test(text))
      return `The dot in ${USER} is part of the name; it makes no nesting.`;
  } else if (parameters.length === 1 || (/req/i.test(first) && /span/i.test(more[0] ?? ""))) {
    return `It is called with two arguments, first the span: (span, ${name === "responseHook" ? "response" : "request"}).`;
  }
  if (name === "responseHook" && !/\.req\b/.test(text))
    return "It is given the answer, and who asks stands in the request.";
  if (/\.x-cruddur-user/.test(text))
    return "A name with hyphens stands in brackets and quotation marks; behind a dot, each hyphen is a minus.";
  if (/\.header\b/.test(text)) return "Node's request has headers, with an s.";
  return "Either the value was undefined, or the hook threw an error: the instrumentation swallows those without a word.";
}

/** A startIncomingSpanHook whose body is a block without a value to return. */
export function silentHook({ backend }: Evidence) {
  for (const source of backend.sources) {
    if (!source.text.includes("startIncomingSpanHook")) continue;
    for (const node of nodesOf(source)) {
      if (node.type !== "Property" || node.key.type !== "Identifier") continue;
      if (node.key.name !== "startIncomingSpanHook") continue;
      const { value } = node;
      if (value.type !== "ArrowFunctionExpression" && value.type !== "FunctionExpression") continue;
      if (value.body?.type !== "BlockStatement") continue;
      const body = source.text.slice(value.body.start, value.body.end);
      if (!/\breturn\s+[^;\s]/.test(body)) return { file: source.path, line: lineOf(source, node) };
    }
  }
  return undefined;
}

/** An option with the user in it that the HTTP instrumentation does not have. */
export function unknownOption({ backend }: Evidence) {
  for (const { node, source } of constructions(backend.sources, /^HttpInstrumentation$/)) {
    for (const [name, option] of propertiesOf(node.arguments[0])) {
      if (
        HOOKS.includes(name) ||
        OPTIONS.test(name) ||
        !/x-cruddur-user|user_id/i.test(textOf(source, option))
      )
        continue;
      return { name, at: { file: source.path, line: lineOf(source, option) } };
    }
  }
  return undefined;
}

/** A hook's name, right or nearly so, that is not an option of the HTTP instrumentation. */
export function misplacedHook(evidence: Evidence) {
  const { sources } = evidence.backend;
  const options = constructions(sources, /^HttpInstrumentation$/).flatMap(({ node }) => [
    ...propertiesOf(node.arguments[0]).keys(),
  ]);
  if (options.some((name) => HOOKS.includes(name))) return undefined;
  if (/getNodeAutoInstrumentations/.test(setupText(evidence))) return undefined;
  for (const source of sources) {
    for (const node of nodesOf(source)) {
      if (node.type !== "Property" || node.key.type !== "Identifier") continue;
      const { name } = node.key;
      // Express has a requestHook of its own; that one is told by where its field stands.
      const meant =
        /^start\w*Span\w*Hook$/i.test(name) || editDistance(name, "applyCustomAttributesOnSpan") <= 3;
      if (meant) return { name, at: { file: source.path, line: lineOf(source, node) } };
    }
  }
  return undefined;
}
