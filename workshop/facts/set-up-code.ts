import { calls, constructions, propertiesOf, type Place } from "./look-in-sources.ts";
import type { Evidence, SourceText } from "../lab/evidence.ts";
import { placeIn } from "./where.ts";

export const HTTP = "@opentelemetry/instrumentation-http";
export const EXPRESS = "@opentelemetry/instrumentation-express";
export const AUTO = /^@opentelemetry\/auto-instrumentations-node/;
export const EXPORTER_OPTION = "traceExporter: new OTLPTraceExporter(),";
export const FLUSH = "sdk.shutdown().catch(console.error).finally(() => process.exit(0));";

/** Where the SDK or a provider is built. */
export function setupPlace({ backend }: Evidence): Place | undefined {
  return (
    constructions(backend.sources, /^NodeSDK$|TracerProvider$/)[0] ??
    calls(backend.sources, /^startNodeSDK$/)[0]
  );
}

/** The options of `new NodeSDK({ … })` by name, each with its place. */
export function sdkOptions({ backend }: Evidence): Map<string, Place> {
  const [sdk] = constructions(backend.sources, /^NodeSDK$/);
  const places = new Map<string, Place>();
  for (const [name, node] of propertiesOf(sdk?.node.arguments[0]))
    if (sdk) places.set(name, placeIn(sdk.source, node));
  return places;
}

/** The listeners for a signal: `process.on("SIGTERM", …)`, also in a loop over a list of names. */
export function handlers(sources: readonly SourceText[], signal: string): Place[] {
  const listening = calls(sources, /^(on|once|addListener)$/).filter(({ text }) => /^process\b/.test(text));
  const direct = listening.filter(
    ({
      node: {
        arguments: [first],
      },
    }) => first?.type === "Literal" && first.value === signal,
  );
  const looped = listening.filter(
    ({
      source,
      node: {
        arguments: [first],
      },
    }) => first?.type === "Identifier" && source.text.includes(signal),
  );
  return direct.length > 0 ? direct : looped;
}
