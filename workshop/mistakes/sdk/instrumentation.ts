import { madeSpans, running } from "../../facts/backend-state.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import { textOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import type { Property } from "../../facts/program/value.ts";
import {
  autoCalls,
  autoMaps,
  codeAt,
  heldInstrumentation,
  instrumentationCode,
  instrumentationOption,
  propertyPlace,
} from "../../facts/sdk-code.ts";
import { AUTO, EXPRESS, HTTP } from "../../facts/set-up-code.ts";
import type { Evidence, Instrumentation } from "../../lab/evidence.ts";
import { addOption, removeItem, removeProperty, replaceNode } from "../edits/edit-code.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";

const LEARN = "nothing-arrives";
const ROUTER = "@opentelemetry/instrumentation-router";

/** Instrumentations that run, and not quite as they should. */
export const instrumentationAdvice: readonly Mistake[] = [
  {
    id: "instrumentation-key-unknown",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      if (!running(evidence.run)) return undefined;
      const unknown = autoMaps(evidence)
        .flatMap((map) => [...map.values()])
        .find(({ name }) => !name.startsWith("@"));
      return (
        unknown && {
          message: `getNodeAutoInstrumentations() has no instrumentation called ${unknown.name} and ignores it. The keys are the full names of the packages.`,
          ...codeAt(propertyPlace(unknown)),
          remedy: renamed(unknown, `"@opentelemetry/instrumentation-${unknown.name}"`),
        }
      );
    },
  },
  {
    id: "instrumentation-option-unknown",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run)) return undefined;
      for (const name of [HTTP, EXPRESS] as const) {
        for (const key of Object.keys(heldInstrumentation(run, name)?.config ?? {})) {
          const meant = OPTIONS[name].includes(key) ? undefined : nearestWord(key, OPTIONS[name]);
          const option = meant && instrumentationOption(evidence, name, key);
          if (!option) continue;
          return {
            message: `${CLASSES[name]} has no option ${key} and ignores it. The option is called ${meant}.`,
            ...codeAt(propertyPlace(option)),
            remedy: renamed(option, meant),
          };
        }
      }
      return undefined;
    },
  },
  {
    id: "disabled-and-running",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run)) return undefined;
      const on = [HTTP, EXPRESS].find(
        (name) =>
          madeSpans(run, name) && heldInstrumentation(run, name)?.config?.["enabled"]?.text === "false",
      );
      const option = on && instrumentationOption(evidence, on, "enabled");
      return (
        option && {
          message:
            "enabled is false, and the instrumentation runs all the same: NodeSDK enables everything in its list.",
          ...codeAt(propertyPlace(option)),
          remedy: edits(removeProperty(option.node)),
        }
      );
    },
  },
  {
    id: "instrumentation-registered-twice",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      // A second SDK registers its instrumentations too.
      if (!running(run) || run.sdk.registrations.some(({ accepted }) => accepted === false)) return undefined;
      const name = [HTTP, EXPRESS].find((each) => registrations(run.sdk.instrumentations, each) > 1);
      if (!name) return undefined;
      const all = run.sdk.instrumentations.filter((each) => each.name === name && each.registered > 0);
      const own = instrumentationCode(evidence, name);
      const extra = own.length > 1 ? own.at(-1) : undefined;
      return {
        message: `${name} is registered ${registrations(all, name)} times${all.length > 1 ? `, by ${all.map(maker).join(" and ")}` : ""}. Once is enough.`,
        ...(extra ? codeAt(extra) : all.at(-1)?.at),
        remedy: extra && isInList(evidence, extra.node) ? edits(removeItem(extra.node)) : undefined,
      };
    },
  },
  {
    id: "double-layers",
    severity: "advice",
    learn: "written-for-an-older-sdk",
    when: (evidence) => {
      const router = evidence.run?.spans.some(({ scope }) => scope.name === ROUTER);
      const place = programOf(evidence).imports.find(({ specifier }) => AUTO.test(specifier));
      return (
        router && {
          message:
            "Each Express layer appears twice in the trace: Express 5 uses the package router, and auto-instrumentations-node instruments both.",
          ...(place ? codeAt(place) : {}),
          remedy: withoutRouter(evidence),
        }
      );
    },
  },
  {
    id: "mostly-noise",
    severity: "advice",
    learn: "written-for-an-older-sdk",
    when: (evidence) => {
      const { run } = evidence;
      const noise = run?.spans.filter(({ scope }) => /instrumentation-(fs|net|dns)$/.test(scope.name)) ?? [];
      if (!run || noise.length * 2 <= run.spans.length) return undefined;
      const option = instrumentationOption(evidence, noise[0]?.scope.name ?? "", "enabled");
      const [call] = autoCalls(evidence);
      const place = option ? propertyPlace(option) : call;
      return {
        message: `${noise.length} of ${run.spans.length} spans are about files, sockets and host names (such as ${noise[0]?.name}). They say nothing about your requests, and Honeycomb counts each one.`,
        ...(place ? codeAt(place) : {}),
        remedy: option && edits(switchedOff(option)),
      };
    },
  },
];

const CLASSES = { [HTTP]: "HttpInstrumentation", [EXPRESS]: "ExpressInstrumentation" };

/** What the two can be given, on both lines. */
const OPTIONS: Readonly<Record<typeof HTTP | typeof EXPRESS, readonly string[]>> = {
  [HTTP]: [
    "enabled",
    "ignoreIncomingRequestHook",
    "ignoreOutgoingRequestHook",
    "disableIncomingRequestInstrumentation",
    "disableOutgoingRequestInstrumentation",
    "applyCustomAttributesOnSpan",
    "requestHook",
    "responseHook",
    "startIncomingSpanHook",
    "startOutgoingSpanHook",
    "serverName",
    "requireParentforOutgoingSpans",
    "requireParentforIncomingSpans",
    "headersToSpanAttributes",
    "enableSyntheticSourceDetection",
    "redactedQueryParams",
    "redactedQueryParamsServer",
  ],
  [EXPRESS]: ["enabled", "ignoreLayers", "ignoreLayersType", "spanNameHook", "requestHook"],
};

/** A property under another key; its value stays. */
function renamed({ node }: Property, key: string): Remedy | undefined {
  if (node.type !== "Property") return undefined;
  return edits(
    node.shorthand ? replaceNode(node, `${key}: ${textOf(node.value)}`) : replaceNode(node.key, key),
  );
}

function registrations(all: readonly Instrumentation[], name: string): number {
  return all.filter((each) => each.name === name).reduce((sum, { registered }) => sum + registered, 0);
}

function maker({ at, by }: Instrumentation): string {
  return at ? `${at.file}:${at.line}` : (by ?? "a package");
}

/** Whether a construction is written as an element of a list. */
function isInList(evidence: Evidence, node: ReturnType<typeof instrumentationCode>[number]["node"]): boolean {
  return programOf(evidence)
    .nodes("ArrayExpression")
    .some(({ elements }) => elements.includes(node));
}

function switchedOff({ node }: Property) {
  return node.type === "Property" && textOf(node.value) === "true"
    ? replaceNode(node.value, "false")
    : undefined;
}

/** The router's instrumentation is left out; Express's own shows the same layers. */
function withoutRouter(evidence: Evidence): Remedy | undefined {
  const [call] = autoCalls(evidence);
  if (!call) return undefined;
  const [argument] = call.arguments;
  return edits(addOption(call.node, argument, `"${ROUTER}": { enabled: false }`));
}
