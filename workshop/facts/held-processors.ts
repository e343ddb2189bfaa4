import type { ProcessorParts, RunEvidence } from "../lab/evidence.ts";

/** The span processors that the provider really holds. */
export function heldProcessors({ sdk }: RunEvidence): readonly ProcessorParts[] {
  return sdk.provider?.processors ?? [];
}

/** Those of them that have an exporter. */
export function heldExporters(run: RunEvidence): (ProcessorParts & { readonly exporter: string })[] {
  return heldProcessors(run).flatMap((each) =>
    each.exporter === undefined ? [] : [{ ...each, exporter: each.exporter }],
  );
}
