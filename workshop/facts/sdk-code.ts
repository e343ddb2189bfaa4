import type { Node } from "oxc-parser";
import type { CodeLine, Evidence, RunEvidence } from "../lab/evidence.ts";
import type { Call } from "./program/calls.ts";
import type { Construction } from "./program/constructions.ts";
import { parentOf } from "./program/parse-file.ts";
import { placeOf, type Place } from "./program/places.ts";
import { programOf } from "./program/program.ts";
import type { Property } from "./program/value.ts";
import { setUpAt } from "./sdk-objects.ts";

export const SDK_NODE = "@opentelemetry/sdk-node";
export const SDK_TRACE = /^@opentelemetry\/(sdk-trace|sdk-trace-(base|node))$/;
const AUTO_NODE = "@opentelemetry/auto-instrumentations-node";

/** What a finding shows of a place: the file, the line, and the code there. */
export function codeAt(place: Place | undefined): { file?: string; line?: number; found?: string } {
  return place ? { file: place.file, line: place.line, found: place.text } : {};
}

/** Every `new NodeSDK(…)` and `new TracerProvider(…)` of the program. */
export function setUpConstructions(evidence: Evidence): Construction[] {
  const program = programOf(evidence);
  return [
    ...program.constructions({ from: SDK_NODE, name: "NodeSDK" }),
    ...program.constructions({ from: SDK_TRACE, name: /TracerProvider$/ }),
  ];
}

/** The construction of the SDK that the run used. */
export function setUpCode(evidence: Evidence, at = evidence.run && setUpAt(evidence.run)) {
  const all = setUpConstructions(evidence);
  return at && (all.find((each) => isAt(each, at)) ?? (all.length === 1 ? all[0] : undefined));
}

/** An option of the SDK that the run used, wherever it is written. */
export function setUpOption(evidence: Evidence, name: string): Property | undefined {
  return setUpCode(evidence)?.options.properties.get(name);
}

/** Every `new …Instrumentation(…)` of one package. */
export function instrumentationCode(evidence: Evidence, from: string): Construction[] {
  return programOf(evidence).constructions({ from, name: /Instrumentation$/ });
}

/** The calls of `getNodeAutoInstrumentations()`. */
export function autoCalls(evidence: Evidence): Call[] {
  return programOf(evidence).callsOf({ from: AUTO_NODE, path: ["getNodeAutoInstrumentations"] });
}

/** An option of an instrumentation, given to its class or in the map for `getNodeAutoInstrumentations()`. */
export function instrumentationOption(
  evidence: Evidence,
  from: string,
  option: string,
): Property | undefined {
  const own = instrumentationCode(evidence, from).map(({ options }) => options.properties);
  const inMap = autoMaps(evidence).map((map) => {
    const value = map.get(from)?.value;
    return value?.kind === "object" ? value.properties : new Map<string, Property>();
  });
  return [...own, ...inMap].map((properties) => properties.get(option)).find(Boolean);
}

/** What `getNodeAutoInstrumentations()` was given, by the names of the packages. */
export function autoMaps(evidence: Evidence): ReadonlyMap<string, Property>[] {
  const program = programOf(evidence);
  return autoCalls(evidence).flatMap(({ arguments: [first] }) => {
    const value = first && program.valueOf(first);
    return value?.kind === "object" ? [value.properties] : [];
  });
}

/** An instrumentation as the process holds it: the registered one, where there are several. */
export function heldInstrumentation({ sdk }: RunEvidence, name: string) {
  const all = sdk.instrumentations.filter((each) => each.name === name);
  return all.find(({ registered }) => registered > 0) ?? all[0];
}

/** The place of a property as it is written. */
export function propertyPlace({ node }: Property): Place {
  return placeOf(node);
}

function isAt({ file, line, node }: Construction, at: CodeLine): boolean {
  if (file !== at.file) return false;
  return line === at.line || placeOf(node.callee).line === at.line;
}

/** The call of a method on a line that the process named. */
export function callAt(evidence: Evidence, at: CodeLine | undefined, method: string): Node | undefined {
  const names = at ? programOf(evidence).nodesAt(at) : [];
  return names
    .filter((node) => node.type === "Identifier" && node.name === method)
    .flatMap((name) => {
      const around = parentOf(name);
      const call = around?.type === "MemberExpression" ? parentOf(around) : around;
      return call?.type === "CallExpression" && (call.callee === around || call.callee === name)
        ? [call]
        : [];
    })
    .at(-1);
}
