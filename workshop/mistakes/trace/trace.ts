import { literally } from "../../trace/literally.ts";
import { buildTrees } from "../../trace/trees.ts";
import { constructions, lastName } from "../../facts/look-in-sources.ts";
import { printTree } from "../../trace/print-tree.ts";
import { spansOf } from "../../facts/run-facts.ts";
import { treeProblem } from "../../facts/run-problems.ts";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { EXPORTER_OPTION, HTTP, setupPlace } from "../../facts/set-up-code.ts";
import { madeSpans, running } from "../../facts/backend-state.ts";
import { whereIs } from "../../facts/where.ts";

/** Spans that arrived, and are not the one connected trace of a request. */
export const traceMistakes: readonly Mistake[] = [
  {
    id: "some-spans-kept-back",
    learn: "nothing-arrives",
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run) || run.flush.kind !== "flushed" || run.uncaught) return undefined;
      const came = new Set<string>(run.spans.map(({ spanId }) => spanId));
      const made = run.started.filter(
        ({ visit, recording, ended }) => visit === "home" && recording && ended > 0,
      );
      const kept = made.filter(({ spanId }) => !came.has(spanId));
      const { sources } = evidence.backend;
      const own = constructions(sources, /./).find(({ node }) => isOfTheirs(sources, lastName(node.callee)));
      return (
        kept.length > 0 &&
        kept.length < made.length &&
        own && {
          message: `Of the ${made.length} spans of one request, ${kept.length} were made and ended, and never sent, such as ${kept[0]?.name}. ${lastName(own.node.callee)}, a class of your own, stands between the SDK and Honeycomb.`,
          ...whereIs(own),
          fix: `See what it lets through, or leave it to the parts of the lesson:\n${EXPORTER_OPTION}`,
        }
      );
    },
  },
  {
    id: "trace-in-pieces",
    symptom: true,
    learn: "spans-without-a-family",
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run)) return undefined;
      const spans = spansOf(evidence, "home");
      const problem = spans.length > 0 ? treeProblem(spans) : undefined;
      return (
        problem && {
          message: `The spans of one request are not one connected trace: ${problem}.${madeSpans(run, HTTP) ? "" : " The HTTP instrumentation made none of them."}`,
          ...whereIs(setupPlace(evidence)),
          found: drawn(evidence),
          fix: "Expected is one root, the request, with everything else below it. NodeSDK with both instrumentations makes it so.",
        }
      );
    },
  },
];

/** A class that is made of an exporter or a processor. */
const MADE_OF = /extends\s+\w*(Exporter|Processor)\b|\b(onEnd|export)\s*\(/;

/** Whether a file of the learner's holds a class of this name that is one of those. */
function isOfTheirs(sources: readonly SourceText[], name: string): boolean {
  return sources.some(({ text }) => {
    const at = text.search(new RegExp(`class\\s+${literally(name)}(?![\\w$])`));
    return at >= 0 && MADE_OF.test(text.slice(at, at + 4_000));
  });
}

/** What arrived for the request, as trees. */
function drawn(evidence: Evidence): string {
  return buildTrees(spansOf(evidence, "home"))
    .map((tree) => printTree(tree))
    .join("\n")
    .split("\n")
    .slice(0, 12)
    .join("\n");
}
