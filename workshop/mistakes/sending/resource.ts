import { running, sendsNothing } from "../../facts/backend-state.ts";
import { composed } from "../../facts/backend-environment.ts";
import { foundAt } from "../../facts/found-at.ts";
import { liveSdk } from "../../facts/live-sdk.ts";
import { programOf } from "../../facts/program/program.ts";
import { eachOf, type Property, type Value } from "../../facts/program/value.ts";
import { acceptedSpans } from "../../facts/run-facts.ts";
import { setVariables, valueOfVariable, whereSet } from "../../facts/set-variables.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { removeProperty } from "../edits/edit-code.ts";
import { withoutVariable } from "../edits/without-variable.ts";

const LEARN = "nothing-arrives";

/** What every span says of the process that made it, and what has to be known before one can be sent. */
export const resourceNeverSettles: Mistake = {
  id: "resource-never-settles",
  learn: LEARN,
  explains: /^spans reach Honeycomb/,
  when(evidence) {
    const { run } = evidence;
    const [name] = (sendsNothing(run) && run.sdk.provider?.resource?.pending) || [];
    if (name === undefined) return undefined;
    const property = onlyPropertyCalled(name, evidence);
    return {
      message: `The SDK still waits for the resource attribute ${name}: its promise never settled, and until it does, no span is sent.`,
      ...foundAt(property),
      remedy: property && edits(removeProperty(property)),
    };
  },
};

export const serviceNameInCode: Mistake = {
  id: "service-name-in-code",
  severity: "advice",
  learn: LEARN,
  when(evidence) {
    const { run } = evidence;
    const asked = composed(evidence, "OTEL_SERVICE_NAME");
    if (!running(run) || !run.sdk.provider || !asked) return undefined;
    const made = new Set<string>(run.started.map(({ spanId }) => spanId));
    const span = acceptedSpans(run).find(({ spanId }) => made.has(spanId));
    if (!span) return undefined;
    const sent = String(span.resource["service.name"] ?? "").trim();
    if (sent === asked) return undefined;
    const why = whyNamed(evidence);
    const says =
      sent === "" || sent.startsWith("unknown_service")
        ? `The spans do not carry the name ${asked}: they say ${sent || "none"}, so Honeycomb files them under unknown_service.`
        : `The spans say they come from ${sent}, although OTEL_SERVICE_NAME is ${asked} in docker-compose.yml.`;
    return { message: `${says}${why?.says ?? ""}`, ...why?.place, remedy: why?.remedy };
  },
};

interface Why {
  readonly says: string;
  readonly place: { readonly file?: string; readonly line?: number; readonly found?: string };
  readonly remedy?: Remedy | undefined;
}

/** What keeps OTEL_SERVICE_NAME of docker-compose.yml from the spans. */
function whyNamed(evidence: Evidence): Why | undefined {
  const [set] = setVariables(evidence).filter(({ name }) => name === "OTEL_SERVICE_NAME");
  if (set) {
    const who = set.by === "the code" ? "The code" : "The start script";
    return {
      says: ` ${who} sets OTEL_SERVICE_NAME${set.value === undefined ? "" : ` to ${set.value}`}.`,
      place: set.node ? foundAt(set.node) : set.where,
      remedy: withoutVariable(evidence, set.name),
    };
  }
  const options = liveSdk(evidence)?.options?.properties;
  for (const [name, says] of IN_CODE) {
    const option = options?.get(name);
    const is = option && says(option.value);
    if (is)
      return { says: ` ${is}`, place: foundAt(option.node), remedy: edits(removeProperty(option.node)) };
  }
  const detectors = "OTEL_NODE_RESOURCE_DETECTORS";
  const listed = valueOfVariable(evidence, detectors);
  if (!listed || /\b(all|env)\b/.test(listed)) return undefined;
  return {
    says: ` ${detectors} is ${listed}, and only the detector env reads OTEL_SERVICE_NAME.`,
    place: whereSet(evidence, detectors),
    remedy: withoutVariable(evidence, detectors),
  };
}

/** Options of the SDK that beat the variable, and what each does with its value. */
const IN_CODE: readonly (readonly [string, (value: Value) => string | undefined])[] = [
  ["serviceName", () => "The option serviceName beats it."],
  [
    "autoDetectResources",
    (value) => (isFalse(value) ? "With autoDetectResources: false, nothing reads it." : undefined),
  ],
  [
    "resourceDetectors",
    (value) =>
      lacksEnvironment(value) ? "None of the resourceDetectors reads it: envDetector does." : undefined,
  ],
  [
    "resource",
    (value) => (namesService(value) ? "The resource in the code names the service too." : undefined),
  ],
];

function isFalse(value: Value): boolean {
  return value.kind === "boolean" && !value.value;
}

function lacksEnvironment(value: Value): boolean {
  if (value.kind !== "array" || !value.complete) return false;
  return value.elements
    .flatMap(eachOf)
    .every(
      (each) => each.kind !== "unknown" && !(each.kind === "imported" && each.path.at(-1) === "envDetector"),
    );
}

/** `resourceFromAttributes({ "service.name": … })` */
function namesService(value: Value): boolean {
  return eachOf(value).some((each) => each.kind === "call" || each.kind === "construction");
}

/** The property of that name, where the program has a single one. */
function onlyPropertyCalled(name: string, evidence: Evidence): Property["node"] | undefined {
  const program = programOf(evidence);
  const found = program.nodes("ObjectExpression").flatMap((node) => {
    const value = program.valueOf(node);
    return (value.kind === "object" && value.properties.get(name)?.node) || [];
  });
  const [first, ...others] = new Set(found);
  return others.length === 0 ? first : undefined;
}
