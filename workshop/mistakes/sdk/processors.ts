import { running } from "../../facts/backend-state.ts";
import { endedSpans } from "../../facts/failed-sending.ts";
import { programOf } from "../../facts/program/program.ts";
import { eachOf, type Property, type Value } from "../../facts/program/value.ts";
import { codeAt, propertyPlace, SDK_TRACE, setUpCode, setUpOption } from "../../facts/sdk-code.ts";
import { sdksOf, setUpAt } from "../../facts/sdk-objects.ts";
import type { Evidence, ProcessorParts, RunEvidence } from "../../lab/evidence.ts";
import { nameIn, removeProperty, replaceNode } from "../edits/edit-code.ts";
import type { Mistake } from "../mistake.ts";
import { edits, type Remedy } from "../remedy.ts";
import { placeOf, textOf } from "../../facts/program/places.ts";

const LEARN = "nothing-arrives";
const KNOWN = /^(Batch|Simple|Noop)SpanProcessor(Base)?$/;

/** What takes the finished spans to the exporter: nothing, or something that keeps them. */
export const processorMistakes: readonly Mistake[] = [
  {
    id: "no-processor",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run)) return undefined;
      const { provider, contextManager } = run.sdk;
      if (!(provider ? provider.processors?.length === 0 : contextManager)) return undefined;
      const option = setUpOption(evidence, "spanProcessors");
      if (!provider && !option) return undefined;
      return {
        message: `${whatIsGiven(run)} So finished spans go nowhere.${option && setUpOption(evidence, "traceExporter") ? " With spanProcessors given, NodeSDK ignores traceExporter." : ""}`,
        ...(option ? codeAt(propertyPlace(option)) : (setUpAt(run) ?? {})),
        remedy: option && withProcessor(evidence, option),
      };
    },
  },
  {
    id: "processor-keeps-spans",
    learn: LEARN,
    when: (evidence) => {
      const { run } = evidence;
      const own = running(run) && keepsAll(run);
      if (!own) return undefined;
      const wrapper = wrapperOf(evidence, own);
      const option = setUpOption(evidence, "spanProcessors");
      return {
        message: `${own.name}, the only span processor, is one of your own, and it passed no span on: ${endedSpans(run)} ended, and the exporter got none of them.`,
        ...(wrapper
          ? codeAt(placeOf(wrapper.outer.node))
          : option
            ? codeAt(propertyPlace(option))
            : setUpAt(run)),
        remedy: wrapper && edits(replaceNode(wrapper.outer.node, textOf(wrapper.inner.node))),
      };
    },
  },
];

function whatIsGiven(run: RunEvidence): string {
  const given = sdksOf(run).find(({ starts }) => starts.length > 0)?.made?.options?.["spanProcessors"];
  if (!given) return "The provider has no span processor.";
  if (given.type === "array") return "The list spanProcessors is empty.";
  return `spanProcessors has to be a list, and it is ${given.type === "undefined" ? "undefined" : `a ${given.type}`}.`;
}

/** Without the option where an exporter is given too; otherwise a list around the one processor, or an exporter instead. */
function withProcessor(evidence: Evidence, option: Property): Remedy | undefined {
  const { node, value } = option;
  if (setUpOption(evidence, "traceExporter")) return edits(removeProperty(node));
  if (node.type !== "Property") return undefined;
  if (value.kind === "construction") return edits(replaceNode(node.value, `[${textOf(node.value)}]`));
  const code = setUpCode(evidence);
  if (!code || code.name !== "NodeSDK") return undefined;
  const exporter = nameIn(programOf(evidence), placeOf(node).file, {
    name: "OTLPTraceExporter",
    from: "@opentelemetry/exporter-trace-otlp-http",
  });
  return edits(...exporter.edits, replaceNode(node, `traceExporter: new ${exporter.local}()`));
}

/** A processor of the learner's, alone, that handed none of the finished spans to an exporter. */
function keepsAll(run: RunEvidence): ProcessorParts | undefined {
  const processors = run.sdk.provider?.processors ?? [];
  const [own] = processors;
  const isSent = [...run.exports, ...run.refused, ...run.local].some(
    ({ signal }) => signal === "traces" || signal === undefined,
  );
  if (processors.length !== 1 || !own || KNOWN.test(own.name)) return undefined;
  if (isSent || run.exchanges.length > 0 || run.flush.kind !== "flushed" || endedSpans(run) === 0)
    return undefined;
  return own;
}

/** `new Own(new BatchSpanProcessor(…))` in the list of processors. */
function wrapperOf(evidence: Evidence, { name }: ProcessorParts) {
  const program = programOf(evidence);
  const inner = program.constructions({ from: SDK_TRACE, name: /^(Batch|Simple)SpanProcessor$/ });
  for (const node of program.nodes("NewExpression")) {
    const outer = program.valueOf(node);
    if (outer.kind !== "construction" || !isClass(outer.callee, name)) continue;
    for (const argument of node.arguments) {
      const found = inner.find((each) => each.node === argument);
      if (found) return { outer, inner: found };
    }
  }
  return undefined;
}

function isClass(callee: Value, name: string): boolean {
  return eachOf(callee).some((each) => each.kind === "class" && each.node.id?.name === name);
}
