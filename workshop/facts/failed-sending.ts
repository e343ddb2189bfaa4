import type { RunEvidence } from "../lab/evidence.ts";

/** How many spans were made to be sent, and ended. */
export function endedSpans({ started }: RunEvidence): number {
  return started.filter((span) => span.ended > 0 && span.recording).length;
}

/** What the exporter, or the SDK around it, said of its failure. */
export function failedWords({ uncaught, flush, diagnostics }: RunEvidence): string | undefined {
  const loud = diagnostics.find(({ level, text }) => level === "error" && /export|flush|span/i.test(text));
  const logged = loud && (/"message":"((?:[^"\\]|\\.)*)"/.exec(loud.text)?.[1] ?? loud.text);
  return uncaught?.message ?? (flush.kind === "failed" ? flush.error : undefined) ?? logged;
}
