import type { Evidence, RunEvidence } from "../lab/evidence.ts";

/** The classes of the exporters that the global tracer provider holds. */
export function providerExporters({ run }: Evidence): string[] {
  return run?.sdk.provider?.processors?.flatMap(({ exporter }) => exporter ?? []) ?? [];
}

/** Whether a batch or simple span processor is there that has no exporter. */
export function hasProcessorWithoutExporter({ sdk }: RunEvidence): boolean {
  return (
    sdk.provider?.processors?.some(({ name, exporter }) => /^(Batch|Simple)Span/.test(name) && !exporter) ??
    false
  );
}
