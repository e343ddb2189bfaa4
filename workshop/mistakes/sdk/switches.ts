import { acceptedSpans } from "../../facts/run-facts.ts";
import { constructions } from "../../facts/look-in-sources.ts";
import type { Mistake } from "../mistake.ts";
import { originOf, takeAway, effective } from "../../facts/backend-environment.ts";
import { BOTH, EXPRESS, HTTP, sdkOptions } from "../../facts/set-up-code.ts";
import { madeSpans, running } from "../../facts/backend-state.ts";
import { whereIs } from "../../facts/where.ts";
import { disabledIn, optionIn } from "../../facts/instrumentation-options.ts";

const LEARN = "nothing-arrives";

/** Instrumentations that are told to make no spans, and samplers that throw them away. */
export const switchMistakes: readonly Mistake[] = [
  {
    id: "instrumentation-switched-off",
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!running(run) || !run.sdk.provider) return undefined;
      for (const name of [HTTP, EXPRESS]) {
        if (madeSpans(run, name)) continue;
        const place = disabledIn(backend.sources, name);
        const short = name.replace("@opentelemetry/instrumentation-", "");
        const by = ["OTEL_NODE_DISABLED_INSTRUMENTATIONS", "OTEL_NODE_ENABLED_INSTRUMENTATIONS"].find(
          (each) => {
            const list =
              effective(evidence, each)
                ?.split(",")
                .map((word) => word.trim())
                .filter(Boolean) ?? [];
            return list.length > 0 && list.includes(short) === each.includes("DISABLED");
          },
        );
        if (!place && !by) continue;
        return {
          message: place
            ? `The instrumentation for ${short} is switched off: ${place.text}.`
            : `${by} is ${effective(evidence, by ?? "")}, which ${by?.includes("DISABLED") ? "switches off" : "leaves out"} the instrumentation for ${short}${effective(evidence, by ?? "")?.includes(name) ? `: in this list its name is ${short} alone` : ""}.`,
          ...(place ? whereIs(place) : originOf(evidence, by ?? "")),
          fix: place
            ? `Take that away. This step needs HTTP and Express:\n${BOTH}`
            : takeAway(evidence, by ?? ""),
        };
      }
      return undefined;
    },
  },
  {
    id: "requests-are-ignored",
    learn: LEARN,
    when: ({ run, backend }) => {
      if (!running(run) || !run.sdk.provider || madeSpans(run, HTTP)) return undefined;
      const found = optionIn(backend.sources, /^HttpInstrumentation$/, HTTP, IGNORING);
      return (
        found && {
          message: `The HTTP instrumentation made no span for GET /api/activities/home, and its option ${found.name} decides about that.`,
          ...whereIs(found.place),
          found: found.place.text,
          fix: 'Take the option away, or let it ignore only what you mean, such as /health:\nignoreIncomingRequestHook: (request) => request.url === "/health",',
        }
      );
    },
  },
  {
    id: "layers-are-ignored",
    learn: LEARN,
    when: ({ run, backend }) => {
      if (!running(run) || !run.sdk.provider || madeSpans(run, EXPRESS)) return undefined;
      const found = optionIn(backend.sources, /^ExpressInstrumentation$/, EXPRESS, /^ignoreLayers(Type)?$/);
      return (
        found && {
          message: `Express makes no spans at all, and its instrumentation is told to pass over layers: ${found.name}.`,
          ...whereIs(found.place),
          found: found.place.text,
          fix: "Take the option away; the layers show what happened on the way to your code.",
        }
      );
    },
  },
  {
    id: "sampled-out",
    symptom: true,
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run)) return undefined;
      const dropped = run.started.filter(
        ({ recording, visit, traceId }) => !recording && visit !== undefined && !/^0+$/.test(traceId),
      );
      if (dropped.length === 0) return undefined;
      const inCode =
        sdkOptions(evidence).get("sampler") ?? constructions(evidence.backend.sources, /Sampler$/)[0];
      const sampler = effective(evidence, "OTEL_TRACES_SAMPLER");
      const ratio = effective(evidence, "OTEL_TRACES_SAMPLER_ARG");
      const reason = inCode
        ? `a sampler in the code lets them go${run.sdk.provider?.sampler ? ` (${run.sdk.provider.sampler})` : ""}`
        : sampler
          ? `OTEL_TRACES_SAMPLER is ${sampler}${ratio ? ` (with ${ratio})` : ""}`
          : run.sdk.provider?.sampler
            ? `the sampler is ${run.sdk.provider.sampler}`
            : "a sampler lets them go";
      const others = acceptedSpans(run).some(({ visit }) => visit !== undefined);
      return {
        message: `Spans are made and thrown away at once (${dropped.length} of ${run.started.length}${others ? `, such as ${dropped[0]?.name}` : ""}), because ${reason}.`,
        ...(inCode ? whereIs(inCode) : sampler ? originOf(evidence, "OTEL_TRACES_SAMPLER") : {}),
        ...(inCode && { found: inCode.text }),
        fix:
          sampler && !inCode
            ? takeAway(evidence, "OTEL_TRACES_SAMPLER")
            : "Take the sampler away while you learn: then every trace is kept.",
      };
    },
  },
];

const IGNORING =
  /^(ignoreIncomingRequestHook|ignoreIncomingPaths|disableIncomingRequestInstrumentation|requireParentforIncomingSpans)$/;
