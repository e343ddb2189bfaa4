import type { ExporterParts } from "../sdk-evidence.ts";
import { className } from "./class-name.ts";
import { masked } from "./value-words.ts";
import { numberOf } from "./watch-calls.ts";

interface Delegate {
  readonly _timeout?: unknown;
  readonly _transport?: { readonly _transport?: Transport } & Transport;
}

interface Transport {
  readonly _parameters?: {
    readonly url?: unknown;
    readonly address?: unknown;
    readonly compression?: unknown;
  };
}

/** What an exporter really got, as far as the private fields of OTLP's exporters tell (otlp-exporter-base 2.x and 3.x). */
export function exporterParts(exporter: unknown): ExporterParts {
  if (typeof exporter !== "object" || exporter === null) return { name: className(exporter) };
  const { _delegate } = exporter as { _delegate?: Delegate };
  // Over HTTP a transport that tries again is around the real one.
  const transport = _delegate?._transport?._transport ?? _delegate?._transport;
  const { url, address, compression } = transport?._parameters ?? {};
  const to = url ?? address;
  return {
    name: className(exporter),
    object: numberOf(exporter),
    ...(typeof to === "string" && { url: masked(to) }),
    ...(typeof _delegate?._timeout === "number" && { timeoutMillis: _delegate._timeout }),
    ...(typeof compression === "string" && { compression }),
  };
}
