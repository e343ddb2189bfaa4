import type { Node } from "oxc-parser";
import type { CodeLine, Evidence } from "../lab/evidence.ts";
import { HOOKS, HTTP, httpInstrumentations, httpOptions, OUTGOING } from "./http-hooks.ts";
import { programOf } from "./program/program.ts";
import type { Property } from "./program/value.ts";

/** A hook for the requests' own spans that was given to something else. */
export interface MisplacedHook {
  readonly name: string;
  /** What got it. */
  readonly owner: string;
  /** The whole property, where the code shows it. */
  readonly node?: Node;
  readonly at?: CodeLine;
}

/** `requestHook` is Express's too, and is not misplaced there. */
const ONLY_OF_HTTP = HOOKS.filter((name) => name === "startIncomingSpanHook" || name.startsWith("apply"));

/** As the process saw it: among the options of another instrumentation, or of NodeSDK; or the hook for requests that go out. */
export function misplacedHook(evidence: Evidence): MisplacedHook | undefined {
  const { run } = evidence;
  if (!run || httpInstrumentations(evidence).some(({ config = {} }) => HOOKS.some((name) => name in config)))
    return undefined;
  for (const { name: owner, config = {}, at } of run.sdk.instrumentations) {
    const name = ONLY_OF_HTTP.find((each) => each in config);
    if (name && owner !== HTTP)
      return {
        name,
        owner: owner.replace("@opentelemetry/", ""),
        ...nodeOf(propertyIn(evidence, name)),
        ...(at && { at }),
      };
  }
  for (const { class: owner, call, options = {}, at } of run.sdk.calls) {
    const name = call === "new" ? ONLY_OF_HTTP.find((each) => each in options) : undefined;
    if (name) return { name, owner, ...nodeOf(propertyIn(evidence, name)), ...(at && { at }) };
  }
  const out = httpInstrumentations(evidence).find(({ config = {} }) => config[OUTGOING]?.type === "function");
  if (!out) return undefined;
  const property = httpOptions(evidence)
    .map(({ properties }) => properties.get(OUTGOING))
    .find((each) => each);
  return {
    name: OUTGOING,
    owner: "instrumentation-http",
    ...nodeOf(property),
    ...(out.at && { at: out.at }),
  };
}

function propertyIn(evidence: Evidence, name: string): Property | undefined {
  return programOf(evidence)
    .constructions({ from: /^@opentelemetry\//, name: /./ })
    .map(({ options }) => options.properties.get(name))
    .find((each) => each !== undefined);
}

function nodeOf(property: Property | undefined): { node?: Node } {
  return property ? { node: property.node } : {};
}
