import { at, factsOf, joined, type Line } from "./record-line.ts";
import type {
  ApiCall,
  ExportRequest,
  Instrumentation,
  OtherProvider,
  ProviderParts,
  SdkCall,
  SdkEvidence,
} from "./sdk-evidence.ts";

/** What the backend's own process (`of`) did with OpenTelemetry. */
export function readSdk(of: (kind: string) => readonly Line[]): SdkEvidence {
  const [provider] = of("provider");
  const [api] = of("api");
  // Written when the lab asks for a flush, and at the end.
  const now = of("sdk-now").at(-1);
  const registered = new Set(of("registered").map(({ name }) => name));
  return {
    ...(provider && {
      provider: {
        name: String(provider["name"]),
        object: Number(provider["object"]),
        order: Number(provider["order"]),
        startedAt: provider.at,
        moment: provider.moment,
        ...at(provider),
        ...(provider["parts"] as ProviderParts),
        ...(now?.["provider"] as ProviderParts | undefined),
      },
    }),
    others: (now?.["providers"] as OtherProvider[] | undefined) ?? [],
    contextManager: registered.has("context"),
    propagator: registered.has("propagation"),
    ...(api && { apiVersion: String(api["version"]) }),
    calls: readCalls(of("sdk-call"), of("sdk-settled")),
    registrations: of("api-call").map((line) => ({
      ...factsOf<ApiCall>(line, "api", "call", "class", "object", "accepted", "moment", "by"),
      ...at(line),
    })),
    instrumentations: readInstrumentations(now),
  };
}

function readCalls(calls: readonly Line[], ends: readonly Line[]): SdkCall[] {
  return joined(calls, ends).map(([line, [end]]) => ({
    ...factsOf<SdkCall>(line, "object", "class", "call", "moment", "by", "options", "given"),
    ...at(line),
    ...(end && { ended: factsOf<NonNullable<SdkCall["ended"]>>(end, "outcome", "error", "moment") }),
  }));
}

function readInstrumentations(now: Line | undefined): Instrumentation[] {
  const lines = (now?.["instrumentations"] as Line[] | undefined) ?? [];
  return lines.map((line) => ({
    ...factsOf<Instrumentation>(line, "name", "version", "enabled", "config", "by"),
    registered: (line["registered"] as number[]).length,
    ...at(line),
  }));
}

/** The HTTP requests of exporters, each with its answer. */
export function readExports(requests: readonly Line[], ends: readonly Line[]): ExportRequest[] {
  return joined(requests, ends).map(([line, [end]]) => ({
    ...factsOf<ExportRequest>(line, "exporter", "object", "signal", "method", "url", "headerNames", "moment"),
    ...(end && { ...factsOf(end, "status", "failed"), ended: end.moment }),
  }));
}
