import { buildTrees, printTree, spansOf, treeProblem, type Evidence, type Mistake } from "#course-kit";
import { HTTP, madeSpans, pointAt, running, setupPlace } from "./facts.ts";

/** Spans that arrived, and are not the one connected trace of a request. */
export const traceMistakes: readonly Mistake[] = [
  {
    id: "trace-in-pieces",
    learn: "spans-without-a-family",
    when: (evidence) => {
      const { run } = evidence;
      if (!running(run)) return undefined;
      const spans = spansOf(evidence, "home");
      const problem = spans.length > 0 ? treeProblem(spans) : undefined;
      return (
        problem && {
          message: `The spans of one request are not one connected trace: ${problem}.${madeSpans(run, HTTP) ? "" : " The HTTP instrumentation made none of them."}`,
          ...pointAt(setupPlace(evidence)),
          found: drawn(evidence),
          fix: "Expected is one root, the request, with everything else below it. NodeSDK with both instrumentations makes it so.",
        }
      );
    },
  },
];

/** What arrived for the request, as trees. */
function drawn(evidence: Evidence): string {
  return buildTrees(spansOf(evidence, "home"))
    .map((tree) => printTree(tree))
    .join("\n")
    .split("\n")
    .slice(0, 12)
    .join("\n");
}
