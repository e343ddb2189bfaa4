import { literally } from "../../trace/literally.ts";
import { constructions, imports } from "../../facts/look-in-sources.ts";
import type { Mistake } from "../mistake.ts";
import { originOf, takeAway, effective } from "../../facts/backend-environment.ts";
import { EXPORTER_OPTION, sdkOptions } from "../../facts/set-up-code.ts";
import { whereIs } from "../../facts/where.ts";
import { sendsNothing } from "../../facts/backend-state.ts";
import { hasProcessorWithoutExporter } from "../sdk/older-sdk.ts";
import { providerExporters } from "../sdk/provider.ts";

const LEARN = "nothing-arrives";

/** Exporters that speak another language, or are not there. */
export const exporterMistakes: readonly Mistake[] = [
  {
    id: "grpc-exporter",
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!sendsNothing(run) || !run.sdk.provider) return undefined;
      const grpc = imports(backend.sources).find(
        ({ specifier }) => specifier === "@opentelemetry/exporter-trace-otlp-grpc",
      );
      const protocol = ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"].find(
        (name) => effective(evidence, name)?.trim() === "grpc",
      );
      const fromEnv = constructions(backend.sources, /Exporter$/).length === 0 && protocol;
      return (
        (grpc || fromEnv) && {
          message: grpc
            ? "The exporter is the one for gRPC; the endpoint in docker-compose.yml is the one for HTTP."
            : `${protocol} is grpc, and the code names no exporter: so the SDK takes the one for gRPC, and the endpoint in docker-compose.yml is for HTTP.`,
          ...(grpc ? whereIs(grpc) : originOf(evidence, protocol ?? "")),
          fix: grpc
            ? 'import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";'
            : takeAway(evidence, protocol || ""),
        }
      );
    },
  },
  {
    id: "console-exporter-only",
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      const exporters = providerExporters(evidence);
      if (
        !sendsNothing(run) ||
        exporters.length === 0 ||
        !exporters.every((name) => /^(Console|InMemory)/.test(name))
      )
        return undefined;
      const memory = exporters.every((name) => name.startsWith("InMemory"));
      const [place] = constructions(
        backend.sources,
        memory ? /^InMemorySpanExporter$/ : /^ConsoleSpanExporter$/,
      );
      const beaten = sdkOptions(evidence).has("spanProcessors") && sdkOptions(evidence).has("traceExporter");
      return {
        message: `The spans are ${memory ? "kept in memory" : "printed in the terminal"} and sent nowhere: ${exporters[0]} is the only exporter${place ? "" : `, because OTEL_TRACES_EXPORTER is ${effective(evidence, "OTEL_TRACES_EXPORTER")}`}.${beaten ? " Beside spanProcessors, traceExporter does not count." : ""}`,
        ...(place ? whereIs(place) : originOf(evidence, "OTEL_TRACES_EXPORTER")),
        fix: place
          ? EXPORTER_OPTION
          : `${takeAway(evidence, "OTEL_TRACES_EXPORTER")}\nOr, in docker-compose.yml, both at once:\nOTEL_TRACES_EXPORTER: "otlp,console"`,
      };
    },
  },
  {
    id: "exporter-of-another-kind",
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      if (!sendsNothing(run)) return undefined;
      const other = providerExporters(evidence).find((name) =>
        /^(Zipkin|Jaeger|OTLPMetric|OTLPLog|Prometheus|Collector)/.test(name),
      );
      const [place] = other ? constructions(backend.sources, new RegExp(`^${literally(other)}$`)) : [];
      return (
        other && {
          message: `The exporter is ${other}, which ${/^OTLP(Metric|Log)/.test(other) ? `is for ${other.includes("Metric") ? "metrics" : "logs"}, and not for traces` : "speaks another protocol than Honeycomb takes"}.`,
          ...(place ? whereIs(place) : originOf(evidence, "OTEL_TRACES_EXPORTER")),
          fix: `The one of the lesson:\n${EXPORTER_OPTION}`,
        }
      );
    },
  },
  {
    id: "processor-without-exporter",
    symptom: true,
    learn: LEARN,
    when: ({ run, backend }) => {
      if (!sendsNothing(run) || !hasProcessorWithoutExporter(run)) return undefined;
      const [place] = constructions(backend.sources, /SpanProcessor$/);
      return {
        message: `The span processor has no exporter, so it can hand the spans to nobody.`,
        ...whereIs(place),
        ...(place && { found: place.text }),
        fix: "new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })",
      };
    },
  },
];
