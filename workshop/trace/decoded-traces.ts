import type { Span } from "./span.ts";

/** What one OTLP body held: the spans that could be read, and a sentence for each that could not. */
export interface DecodedTraces {
  readonly spans: Span[];
  readonly problems: string[];
}
