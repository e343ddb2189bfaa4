import { effective, originOf } from "../../facts/backend-environment.ts";
import { madeSpans, running } from "../../facts/backend-state.ts";
import { isPatched } from "../../facts/is-patched.ts";
import { programOf } from "../../facts/program/program.ts";
import type { Property } from "../../facts/program/value.ts";
import { acceptedSpans } from "../../facts/run-facts.ts";
import {
  codeAt,
  heldInstrumentation,
  instrumentationCode,
  instrumentationOption,
  propertyPlace,
  setUpOption,
} from "../../facts/sdk-code.ts";
import { EXPRESS, HTTP } from "../../facts/set-up-code.ts";
import type { Evidence, RunEvidence, Setting } from "../../lab/evidence.ts";
import { removeProperty, removeStatement } from "../edits/edit-code.ts";
import type { Mistake, Told } from "../mistake.ts";
import { edits } from "../remedy.ts";
import { removeVariable } from "../edits/remove-variable.ts";

const LEARN = "nothing-arrives";
const AUTO = "@opentelemetry/auto-instrumentations-node";

/** Instrumentations that are set to make no spans, and samplers that drop them. */
export const switchMistakes: readonly Mistake[] = [
  {
    id: "instrumentation-switched-off",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !run.sdk.provider) return undefined;
      for (const name of [HTTP, EXPRESS]) {
        const told = madeSpans(run, name)
          ? undefined
          : (offByMap(evidence, run, name) ??
            offByCall(evidence, run, name) ??
            offByVariable(evidence, run, name));
        if (told) return told;
      }
      return undefined;
    },
  },
  {
    id: "requests-are-ignored",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !run.sdk.provider || madeSpans(run, HTTP) || !isPatched(run, "http"))
        return undefined;
      const held = heldInstrumentation(run, HTTP)?.config ?? {};
      const name = IGNORING.find((each) => ignores(held[each]));
      return name && { message: whyIgnored(name, held[name]), ...optionAt(evidence, HTTP, name) };
    },
  },
  {
    id: "layers-are-ignored",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || !run.sdk.provider || madeSpans(run, EXPRESS)) return undefined;
      const held = heldInstrumentation(run, EXPRESS)?.config ?? {};
      const name = ["ignoreLayers", "ignoreLayersType"].find((each) => held[each]?.type === "array");
      return (
        name && {
          message: `The Express instrumentation made no span: its option ${name} lists the layers that it ignores.`,
          ...optionAt(evidence, EXPRESS, name),
        }
      );
    },
  },
  {
    id: "sampled-out",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run)) return undefined;
      const dropped = run.started.filter(
        ({ recording, visit, traceId }) => !recording && visit !== undefined && !/^0+$/.test(traceId),
      );
      if (dropped.length === 0) return undefined;
      const others = acceptedSpans(run).some(({ visit }) => visit !== undefined);
      const which = others ? `, such as ${dropped[0]?.name}` : "";
      const { reason, ...rest } = samplerOf(evidence, run);
      return {
        message: `${dropped.length} of ${run.started.length} spans were started and not recorded${which}, because ${reason}.`,
        ...rest,
      };
    },
  },
];

const IGNORING = [
  "ignoreIncomingRequestHook",
  "disableIncomingRequestInstrumentation",
  "requireParentforIncomingSpans",
];

/** `enabled: false` in the map for `getNodeAutoInstrumentations()`: such an instrumentation is never made. */
function offByMap(evidence: Evidence, run: RunEvidence, name: string): Told | undefined {
  const option = instrumentationOption(evidence, name, "enabled");
  const isOff = option?.value.kind === "boolean" && !option.value.value;
  if (!option || !isOff || heldInstrumentation(run, name)) return undefined;
  return {
    message: `The instrumentation for ${short(name)} is switched off: ${propertyPlace(option).text}.`,
    ...codeAt(propertyPlace(option)),
    remedy: edits(removeProperty(option.node)),
  };
}

/** `instrumentation.disable()`, and it is disabled now. */
function offByCall(evidence: Evidence, run: RunEvidence, name: string): Told | undefined {
  if (heldInstrumentation(run, name)?.enabled !== false) return undefined;
  const program = programOf(evidence);
  const [call] = instrumentationCode(evidence, name).flatMap((code) => program.methodCalls(code, "disable"));
  return (
    call && {
      message: `The instrumentation for ${short(name)} is switched off: ${call.text}.`,
      ...codeAt(call),
      remedy: edits(removeStatement(call.node)),
    }
  );
}

/** Only auto-instrumentations-node reads these variables. */
function offByVariable(evidence: Evidence, run: RunEvidence, name: string): Told | undefined {
  if (heldInstrumentation(run, name) || !run.modules.some((module) => module.name === AUTO)) return undefined;
  const variable = ["OTEL_NODE_DISABLED_INSTRUMENTATIONS", "OTEL_NODE_ENABLED_INSTRUMENTATIONS"].find(
    (each) => {
      const names = listed(effective(evidence, each));
      return names.length > 0 && names.includes(short(name)) === each.includes("DISABLED");
    },
  );
  if (!variable) return undefined;
  const value = effective(evidence, variable) ?? "";
  const effect = variable.includes("DISABLED") ? "switches off" : "leaves out";
  const hint = value.includes(name) ? ` In this list its name is just ${short(name)}.` : "";
  return {
    message: `${variable} is ${value}, which ${effect} the instrumentation for ${short(name)}.${hint}`,
    ...originOf(evidence, variable),
    remedy: removeVariable(evidence, variable),
  };
}

function listed(value: string | undefined): string[] {
  return (value ?? "")
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
}

function short(name: string): string {
  return name.replace("@opentelemetry/instrumentation-", "");
}

/** Whether the option, as the instrumentation holds it, can keep it from making a span. */
function ignores(setting: Setting | undefined): boolean {
  if (!setting) return false;
  if (setting.type === "function") return !/=>\s*\(?false\)?$/.test(setting.text ?? "");
  return setting.type === "boolean" && setting.text === "true";
}

function whyIgnored(name: string, setting: Setting | undefined): string {
  const start = `The HTTP instrumentation made no span for GET /api/activities/home`;
  if (name === "requireParentforIncomingSpans")
    return `${start}: with ${name} it traces only requests that bring a traceparent header.`;
  if (name === "disableIncomingRequestInstrumentation") return `${start}: ${name} is true.`;
  return /=>\s*(true|!0)$/.test(setting?.text ?? "")
    ? `${start}: its ${name} returns true for every request, so every request is ignored.`
    : `${start}, and its ${name} decides which requests are ignored.`;
}

function optionAt(evidence: Evidence, from: string, name: string): Omit<Told, "message"> {
  const option = instrumentationOption(evidence, from, name);
  if (option) return { ...codeAt(propertyPlace(option)), remedy: edits(removeProperty(option.node)) };
  return evidence.run ? { ...heldInstrumentation(evidence.run, from)?.at } : {};
}

/** What the sampler is, where it comes from, and the change that removes it. */
function samplerOf(
  evidence: Evidence,
  { sdk: { provider } }: RunEvidence,
): Omit<Told, "message"> & { readonly reason: string } {
  const option: Property | undefined = setUpOption(evidence, "sampler");
  const words = provider?.sampler ? `the sampler is ${provider.sampler}` : "the sampler drops them";
  if (option)
    return { reason: words, ...codeAt(propertyPlace(option)), remedy: edits(removeProperty(option.node)) };
  const variable = effective(evidence, "OTEL_TRACES_SAMPLER");
  if (!variable) return { reason: words };
  const ratio = effective(evidence, "OTEL_TRACES_SAMPLER_ARG");
  return {
    reason: `OTEL_TRACES_SAMPLER is ${variable}${ratio ? ` and OTEL_TRACES_SAMPLER_ARG is ${ratio}` : ""}`,
    ...originOf(evidence, "OTEL_TRACES_SAMPLER"),
    remedy: removeVariable(evidence, "OTEL_TRACES_SAMPLER"),
  };
}
