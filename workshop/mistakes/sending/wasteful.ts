import { acceptedExports, acceptedSpans } from "../../facts/run-facts.ts";
import { constructions } from "../../facts/look-in-sources.ts";
import type { Mistake } from "../mistake.ts";
import { composed, originOf, overriddenBy, effective } from "../../facts/backend-environment.ts";
import { whereIs } from "../../facts/where.ts";
import { sdkOptions } from "../../facts/set-up-code.ts";

const LEARN = "nothing-arrives";

/** What is sent, does arrive, and should still be mended. */
export const exportAdvice: readonly Mistake[] = [
  {
    id: "exported-twice",
    severity: "advice",
    learn: "two-sdks",
    when: ({ run, backend }) => {
      const seen = new Set<string>();
      const own = new Set<string>(run?.started.map(({ spanId }) => spanId));
      const twice = run?.spans.find(
        ({ spanId }) => own.has(spanId) && (seen.has(spanId) || !seen.add(spanId)),
      );
      const [second] = constructions(backend.sources, /^(Batch|Simple)SpanProcessor$/).slice(1);
      return (
        twice && {
          message: `The span ${twice.name} was sent more than once: there are two processors with the same exporter. Honeycomb counts each.`,
          ...whereIs(second),
          fix: "Keep the batch processor only.",
        }
      );
    },
  },
  {
    id: "one-request-per-span",
    severity: "advice",
    learn: "written-for-an-older-sdk",
    when: ({ run, backend }) => {
      const [simple] = constructions(backend.sources, /^SimpleSpanProcessor$/);
      return (
        run &&
        simple &&
        acceptedExports(run).length > 2 &&
        acceptedExports(run).length * 2 > acceptedSpans(run).length && {
          message: `Every span travels alone: ${acceptedExports(run).length} requests for ${acceptedSpans(run).length} spans. SimpleSpanProcessor is for printing while you try things.`,
          ...whereIs(simple),
          fix: "new BatchSpanProcessor({ exporter: … }), or leave it to NodeSDK: traceExporter: new OTLPTraceExporter()",
        }
      );
    },
  },
  {
    id: "metrics-and-logs-sent-too",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const { run, compose } = evidence;
      const other = run?.exchanges.find(({ url }) => /\/v1\/(metrics|logs)$/.test(url));
      return (
        other && {
          message: `The SDK also sends ${other.url.endsWith("logs") ? "logs" : "metrics"}, which this course does not use; they take a part of your events.`,
          ...(compose.ok && { file: compose.file }),
          fix: 'In docker-compose.yml, keep these two lines:\nOTEL_METRICS_EXPORTER: "none"\nOTEL_LOGS_EXPORTER: "none"',
        }
      );
    },
  },
  {
    id: "service-name-in-code",
    severity: "advice",
    learn: LEARN,
    when: (evidence) => {
      const { run, backend } = evidence;
      const asked = composed(evidence, "OTEL_SERVICE_NAME");
      const known = new Set(run?.started.map(({ spanId }) => spanId));
      const span = run && acceptedSpans(run).find(({ spanId }) => known.has(spanId));
      if (!span || !asked) return undefined;
      const sent = span.resource["service.name"];
      const lost = typeof sent !== "string" || sent.trim() === "" || sent.startsWith("unknown_service");
      const options = sdkOptions(evidence);
      const detectors = effective(evidence, "OTEL_NODE_RESOURCE_DETECTORS") !== undefined;
      const place =
        options.get("serviceName") ??
        options.get("resource") ??
        options.get("autoDetectResources") ??
        constructions(backend.sources, /TracerProvider$/)[0];
      const set = place ? undefined : overriddenBy(evidence, /^OTEL_SERVICE_NAME$/);
      return (
        (lost || sent !== asked) && {
          message: lost
            ? `The spans do not carry the name ${asked}: ${typeof sent === "string" && sent.trim() ? `they say ${sent}` : "they say none"}. Honeycomb files them under unknown_service.`
            : `The spans say they come from ${String(sent)}, although OTEL_SERVICE_NAME is ${asked}${set ? ` in docker-compose.yml.${set.says}` : ": a name in code beats the environment."}`,
          ...(place
            ? whereIs(place)
            : set
              ? set.where
              : detectors
                ? originOf(evidence, "OTEL_NODE_RESOURCE_DETECTORS")
                : {}),
          fix: place
            ? "Take the name and the resource out of the code, and leave it to OTEL_SERVICE_NAME in docker-compose.yml."
            : set
              ? set.fix
              : detectors
                ? "Take OTEL_NODE_RESOURCE_DETECTORS away: one of the detectors reads OTEL_SERVICE_NAME."
                : "Look for the place where the code makes a resource of its own; without one, OTEL_SERVICE_NAME counts.",
        }
      );
    },
  },
];
