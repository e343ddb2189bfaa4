import { instrumentationParts } from "./instrumentation-parts.ts";
import { processorParts, providerParts } from "./provider-parts.ts";
import { record } from "./record.ts";
import { resourceParts } from "./resource-parts.ts";
import { numberOf } from "./watch-calls.ts";

interface OtherInside {
  readonly _sharedState?: {
    readonly metricCollectors?: readonly { readonly _metricReader?: unknown }[];
    readonly processors?: readonly unknown[];
    readonly resource?: unknown;
  };
}

let tracing: object | undefined;
const others = new Map<object, string>();

/** Keeps the provider that became global for spans. */
export function keepProvider(provider: object): void {
  tracing = provider;
}

/** Keeps a provider of metrics or of logs, by the name of its class. */
export function keepOther(provider: object, name: string): void {
  others.set(provider, name);
}

/** Records what the SDK holds now: more may have been added since it was registered, and promises have settled. */
export function reportSdk(): void {
  const instrumentations = attempt(instrumentationParts) ?? [];
  const provider = tracing && attempt(() => providerParts(tracing));
  const providers = [...others].flatMap(([object, name]) => attempt(() => otherParts(object, name)) ?? []);
  record("sdk-now", { instrumentations, provider, providers });
}

function otherParts(provider: object, name: string): Record<string, unknown> {
  const { metricCollectors, processors, resource } = (provider as OtherInside)._sharedState ?? {};
  const readers = metricCollectors?.map(({ _metricReader }) => _metricReader);
  return {
    name,
    object: numberOf(provider),
    processors: (readers ?? processors ?? []).map(processorParts),
    resource: resourceParts(resource),
  };
}

/** What a learner's own class says of itself may throw. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
