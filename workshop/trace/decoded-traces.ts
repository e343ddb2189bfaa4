import type { Span } from "./span.ts";

/** What one OTLP body held: the spans that could be read, and a sentence for each that could not. */
export interface DecodedTraces {
  readonly spans: Span[];
  /** About the refused ones; a long row of them is cut short. */
  readonly problems: string[];
  /** How many spans (or whole groups) were refused. */
  readonly rejected: number;
}
