import { constructions, propertiesOf, type Place } from "./look-in-sources.ts";
import { isCloudsOwn } from "./run-problems.ts";
import type { Evidence, RunEvidence } from "../lab/evidence.ts";
import { placeIn } from "./where.ts";

/** An option of the exporter, where the code gives one. */
export function exporterOption(sources: Evidence["backend"]["sources"], name: string): Place | undefined {
  for (const { source, node } of constructions(sources, /^OTLPTraceExporter$/)) {
    const option = propertiesOf(node.arguments[0]).get(name);
    if (option) return placeIn(source, option);
  }
  return undefined;
}

/** The address that is not Honeycomb's: refused by the check, or on this machine. */
export function triedAddress(run: RunEvidence): string | undefined {
  const away = run.refused.find(({ host }) => host !== "" && !isCloudsOwn(host));
  if (away) return `${away.host}${away.port ? `:${away.port}` : ""}`;
  // A backend may talk to this machine about other things too.
  const here = run.local.find(
    ({ port }) => COLLECTOR_PORTS.has(port) || failedWords(run)?.includes(`:${port}`) === true,
  );
  return here && `${here.host}:${here.port}`;
}

/** OTLP over gRPC and HTTP, today's and former ones; Zipkin; Jaeger. */
const COLLECTOR_PORTS = new Set([4317, 4318, 55680, 55681, 9411, 14268]);

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
