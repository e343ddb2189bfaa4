import type { Evidence } from "../../lab/evidence.ts";
import { addVariables, removeVariable, setVariable } from "../edits/edit-compose.ts";
import type { Mistake } from "../mistake.ts";
import type { Remedy } from "../remedy.ts";
import {
  ENDPOINT,
  foundOf,
  placeOfVariable,
  servicePlace,
  TRACES,
  variable,
  type Variable,
} from "../../facts/service-lines.ts";

const LEARN = "the-sdks-other-variables";
const SAMPLERS = /^(always_on|always_off|traceidratio|parentbased_(always_on|always_off|traceidratio))$/;
const LEVELS = /^(none|error|warn|info|debug|verbose|all)$/i;
const PROPAGATORS = new Set([
  "tracecontext",
  "baggage",
  "b3",
  "b3multi",
  "jaeger",
  "xray",
  "ottrace",
  "none",
]);

/** What OpenTelemetry reads besides the three, where its value would puzzle a learner later. */
export const sdkSettings: readonly Mistake[] = [
  setting("tracing-switched-off", (evidence) => {
    for (const [name, off] of SWITCHES) {
      const found = variable(evidence, name);
      if (found && off.test(found.value.trim()))
        return {
          found,
          message: `${name} is ${found.value.trim()}: with that, OpenTelemetry will not send the traces of the next steps to Honeycomb.`,
        };
    }
    return undefined;
  }),
  setting("exporter-unknown", (evidence) => {
    const found = variable(evidence, "OTEL_TRACES_EXPORTER");
    const unknown = found?.value
      .split(",")
      .map((name) => name.trim())
      .find((name) => name !== "" && !/^["']|^(otlp|console|none|zipkin|jaeger)$/.test(name));
    return (
      found &&
      unknown !== undefined && {
        found,
        message: `OTEL_TRACES_EXPORTER names ${unknown}, which OpenTelemetry for Node does not know: where the code names no exporter, no trace is sent. It knows otlp, console and none.`,
      }
    );
  }),
  setting("timeout-in-milliseconds", (evidence) => {
    const found = TIMEOUTS.map((name) => variable(evidence, name)).find(
      (each) => each && /^\d+(\.\d+)?$/.test(each.value.trim()) && Number(each.value) < 100,
    );
    return (
      found && {
        found,
        message: `${found.name} is ${found.value}, and OpenTelemetry for Node counts milliseconds. An answer that takes longer is given up, and its spans with it.${found.name.includes("OTLP") ? " In Python it counts seconds." : ""}`,
      }
    );
  }),
  setting("sampler-unknown", (evidence) => {
    const found = variable(evidence, "OTEL_TRACES_SAMPLER");
    return (
      found?.value.trim() &&
      !SAMPLERS.test(found.value.trim()) && {
        found,
        message: `OTEL_TRACES_SAMPLER is ${found.value}, which OpenTelemetry does not know, so it takes its default. It knows always_on, always_off, traceidratio, and the same with parentbased_ before them.`,
      }
    );
  }),
  setting("few-traces-kept", (evidence) => {
    const ratio = variable(evidence, "OTEL_TRACES_SAMPLER_ARG");
    const share = Number(ratio?.value);
    return (
      ratio &&
      variable(evidence, "OTEL_TRACES_SAMPLER")?.value.trim().endsWith("traceidratio") &&
      share < 1 && {
        found: ratio,
        message: `OTEL_TRACES_SAMPLER_ARG is ${ratio.value}: of a hundred requests, about ${Math.round(share * 100)} would make a trace. The checks of the next steps need each one.`,
      }
    );
  }),
  setting("propagator-of-its-own", (evidence) => {
    const found = variable(evidence, "OTEL_PROPAGATORS");
    const names = found?.value.split(",").map((name) => name.trim()) ?? [];
    const unknown = names.find((name) => !PROPAGATORS.has(name));
    return (
      found?.value.trim() &&
      (unknown !== undefined || !names.includes("tracecontext")) && {
        found,
        message: unknown
          ? `OTEL_PROPAGATORS names ${unknown}, which OpenTelemetry does not know. Its default is tracecontext,baggage.`
          : `OTEL_PROPAGATORS is ${found.value}, without tracecontext, the default: other programs would not continue this backend's traces, and it would not continue theirs.`,
      }
    );
  }),
  setting("log-level-unknown", (evidence) => {
    const found = variable(evidence, "OTEL_LOG_LEVEL");
    return (
      found?.value.trim() &&
      !LEVELS.test(found.value.trim()) &&
      !/^["']/.test(found.value) && {
        found,
        message: `OTEL_LOG_LEVEL is ${found.value}, which OpenTelemetry does not know. It knows error, warn, info, debug.`,
        remedy: setVariable(evidence, found, ["OTEL_LOG_LEVEL", "warn"]),
      }
    );
  }),
  {
    id: "log-level-missing",
    severity: "advice",
    learn: LEARN,
    when: (evidence) =>
      evidence.compose.ok &&
      !variable(evidence, "OTEL_LOG_LEVEL")?.value.trim() && {
        message:
          "OTEL_LOG_LEVEL is no longer set, so OpenTelemetry prints no errors, not even that a key was refused.",
        ...servicePlace(evidence),
        remedy: addVariables(evidence, [["OTEL_LOG_LEVEL", "warn"]]),
      },
  },
  {
    id: "other-signals-not-switched-off",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      if (!evidence.compose.ok) return undefined;
      const open = ["METRICS", "LOGS"].filter(
        (signal) => !variable(evidence, `OTEL_${signal}_EXPORTER`)?.value.trim(),
      );
      const words = open.map((signal) => signal.toLowerCase()).join(" and ");
      return (
        open.length > 0 && {
          message: `OpenTelemetry's newer versions send ${words} too unless they are switched off${whereTheyGo(evidence, words)}.`,
          ...servicePlace(evidence),
          remedy: addVariables(
            evidence,
            open.map((signal) => [`OTEL_${signal}_EXPORTER`, "none"] as const),
          ),
        }
      );
    },
  },
  setting("protocol-not-for-http", (evidence) => {
    const found =
      variable(evidence, "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL") ??
      variable(evidence, "OTEL_EXPORTER_OTLP_PROTOCOL");
    const value = found?.value.trim() ?? "";
    return (
      found &&
      value !== "" &&
      !/^["']|^http\/(protobuf|json)$/.test(value) && {
        found,
        message: `${found.name} is ${found.value}, ${value === "grpc" ? "which this endpoint does not speak. The exporter of this course ignores the variable; one that reads it would not reach Honeycomb" : "which OpenTelemetry does not know; it falls back to http/protobuf. It knows grpc, http/protobuf and http/json"}.`,
      }
    );
  }),
];

function whereTheyGo(evidence: Evidence, words: string): string {
  const [base, traces] = [ENDPOINT, TRACES].map((name) => variable(evidence, name)?.value.trim());
  if (base) return `, to the same ${ENDPOINT}, where they mix with your traces`;
  const alone = traces ? `${TRACES} is for traces alone` : `no ${ENDPOINT} is set`;
  return `. Here ${alone}, so ${words} would go to localhost:4318, and every minute you would read ECONNREFUSED`;
}

/** How long an export may take. */
const TIMEOUTS = [
  "OTEL_EXPORTER_OTLP_TRACES_TIMEOUT",
  "OTEL_EXPORTER_OTLP_TIMEOUT",
  "OTEL_BSP_EXPORT_TIMEOUT",
];

/** Values with which the SDK sends nothing, or sends it elsewhere. */
const SWITCHES: readonly (readonly [string, RegExp])[] = [
  ["OTEL_SDK_DISABLED", /^true$/i],
  ["OTEL_TRACES_SAMPLER", /^(parentbased_)?always_off$/],
  ["OTEL_TRACES_EXPORTER", /^(none|console|zipkin|jaeger)$/],
];

interface Said {
  readonly found: Variable;
  readonly message: string;
  readonly remedy?: Remedy | undefined;
}

function setting(id: string, look: (evidence: Evidence) => Said | undefined | false | ""): Mistake {
  return {
    id,
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const said = look(evidence);
      if (!said) return undefined;
      const { found, message, remedy = removeVariable(evidence, found) } = said;
      return { message, ...placeOfVariable(found), ...foundOf(evidence, found), remedy };
    },
  };
}
