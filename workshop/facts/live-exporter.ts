import type { Node } from "oxc-parser";
import type { Evidence } from "../lab/evidence.ts";
import { liveSdk } from "./live-sdk.ts";
import type { Construction } from "./program/constructions.ts";
import { programOf, type Program } from "./program/program.ts";
import { eachOf, type Property, type Value } from "./program/value.ts";

/** The exporter that sends the spans, where the code makes it; nothing where it is not known which of several. */
export function liveExporter(evidence: Evidence): Construction | undefined {
  const program = programOf(evidence);
  const all = program
    .constructions({
      from: /^@opentelemetry\/exporter-trace-otlp-(http|proto|grpc)$/,
      name: "OTLPTraceExporter",
    })
    .filter(({ node }) => program.runsAtLoad(node) !== "no");
  if (all.length < 2) return all[0];
  const given = givenTo(liveSdk(evidence)?.options?.properties, program);
  return all.find(({ node }) => given.has(node));
}

/** An option of that exporter, where the code gives it one. */
export function exporterOption(evidence: Evidence, name: string): Property | undefined {
  return liveExporter(evidence)?.options.properties.get(name);
}

/** The processors of spans that the code makes, as the packages call them. */
export function processorsInCode(program: Program): Construction[] {
  return program.constructions({
    from: /^@opentelemetry\/sdk-(node|trace(-base|-node)?)$/,
    name: /^(Batch|Simple)SpanProcessor$/,
  });
}

/** What is made as an exporter in the options of the SDK: itself, or in a processor. */
function givenTo(options: ReadonlyMap<string, Property> | undefined, program: Program): Set<Node> {
  const processors = new Map(processorsInCode(program).map((each) => [each.node as Node, each]));
  const list = options?.get("spanProcessors")?.value;
  const elements = list?.kind === "array" ? list.elements : [];
  const inProcessors = elements.flatMap(eachOf).flatMap(({ node }): Value[] => {
    const { options: own } = processors.get(node) ?? {};
    const exporter = own?.properties.get("exporter")?.value;
    return [...(exporter ? [exporter] : []), ...(own?.node ? [program.valueOf(own.node)] : [])];
  });
  const direct = options?.get("traceExporter")?.value;
  const used = inProcessors.length > 0 ? inProcessors : direct ? [direct] : [];
  return new Set(used.flatMap(eachOf).map(({ node }) => node));
}
