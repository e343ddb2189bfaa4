import type { Evidence } from "../lab/evidence.ts";
import type { PageEvidence } from "../lab/page-evidence.ts";
import type { Construction } from "./program/constructions.ts";
import { pageProgramOf } from "./program/program.ts";
import { eachOf, isSame, type Property } from "./program/value.ts";

const SDK = /^@opentelemetry\/sdk-trace(-base|-web)?$/;
const WATCHING = /^@opentelemetry\/instrumentation-(fetch|xml-http-request)$/;
const EXPORTING = /^@opentelemetry\/exporter-trace-otlp-(http|proto)$/;

/** Every tracer provider that the page's code makes. */
export function providers(evidence: Evidence): Construction[] {
  return pageProgramOf(evidence).constructions({ from: SDK, name: /TracerProvider$/ });
}

/** The one that the API is given, or the only one. */
export function registeredProvider(evidence: Evidence): Construction | undefined {
  const all = providers(evidence);
  const [given] = settings(evidence, "trace", "setGlobalTracerProvider").flatMap((call) => call.arguments);
  if (!given) return all.length === 1 ? all[0] : undefined;
  const value = pageProgramOf(evidence).valueOf(given);
  return all.find((each) => eachOf(value).some((one) => isSame(one, each.value)));
}

/** Calls of `trace.setGlobalTracerProvider` and its like. */
export function settings(evidence: Evidence, api: "trace" | "context" | "propagation", name: string) {
  return pageProgramOf(evidence).callsOf({ from: "@opentelemetry/api", path: [api, name] });
}

export function processors(evidence: Evidence): Construction[] {
  return pageProgramOf(evidence).constructions({ from: SDK, name: /SpanProcessor$/ });
}

export function otlpExporters(evidence: Evidence): Construction[] {
  return pageProgramOf(evidence).constructions({ from: EXPORTING, name: "OTLPTraceExporter" });
}

/** What makes a span of each request. */
export function watchers(evidence: Evidence): Construction[] {
  return pageProgramOf(evidence).constructions({ from: WATCHING, name: /Instrumentation$/ });
}

/** The first of these that is given an option, with that option. */
export function givenOption(
  made: readonly Construction[],
  name: string,
): { readonly made: Construction; readonly option: Property } | undefined {
  for (const each of made) {
    const option = each.options.properties.get(name);
    if (option) return { made: each, option };
  }
  return undefined;
}

/** The page, where its own code ran and the browser sent no span. */
export function silentPage({ page }: Evidence): PageEvidence | undefined {
  return page && page.feed.loaded > 0 && page.spans.length === 0 ? page : undefined;
}
