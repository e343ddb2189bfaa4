import { madeSpans, running } from "../../facts/backend-state.ts";
import { foundAt } from "../../facts/found-at.ts";
import { liveSdk } from "../../facts/live-sdk.ts";
import { programOf } from "../../facts/program/program.ts";
import { acceptedSpans, spansOf } from "../../facts/run-facts.ts";
import { treeProblem } from "../../facts/run-problems.ts";
import { HTTP } from "../../facts/set-up-code.ts";
import type { Evidence, StartedSpan } from "../../lab/evidence.ts";
import { buildTrees } from "../../trace/trees.ts";
import { printTree } from "../../trace/print-tree.ts";
import type { Mistake } from "../mistake.ts";
import { edits } from "../remedy.ts";
import { removeProperty } from "../edits/edit-code.ts";
import { ownPart } from "./own-classes.ts";

const FAMILY = "spans-without-a-family";
const EXPLAINS = /^(one request makes one|the trace names its route|the last spans)/;

/** Spans that arrived, and are not the one connected trace of a request. */
export const traceMistakes: readonly Mistake[] = [
  {
    id: "some-spans-kept-back",
    learn: "nothing-arrives",
    explains: EXPLAINS,
    when(evidence) {
      const kept = keptBack(evidence);
      const own = kept.length > 0 ? ownPart(evidence) : undefined;
      const name = own?.name === "Object" ? "an object of your own" : `${own?.name}, a class of your own`;
      return (
        own && {
          message: `Of the ${madeFor(evidence).length} spans of one request, ${kept.length} ended and ${kept.length === 1 ? "was" : "were"} never sent, such as ${kept[0]?.name}. Between the SDK and Honeycomb is ${name}.`,
          ...foundAt(own.node),
          remedy: own.remedy,
        }
      );
    },
  },
  {
    id: "started-as-a-root",
    symptom: true,
    learn: FAMILY,
    explains: /^one request makes one/,
    when(evidence) {
      const { run } = evidence;
      const came = running(run) ? spansOf(evidence, "home") : [];
      if (!run || came.length === 0 || treeProblem(came) === undefined) return undefined;
      const ids = new Set<string>(came.map(({ spanId }) => spanId));
      const root = run.started.find(({ spanId, options }) => ids.has(spanId) && options.includes("root"));
      const option = root && rootOption(evidence, root);
      return (
        root && {
          message: `The span ${root.name} is started with the option root, so it has no parent and begins a trace of its own.`,
          ...(option ? foundAt(option.node) : root.at),
          remedy: option && edits(removeProperty(option.node)),
        }
      );
    },
  },
  {
    id: "trace-in-pieces",
    symptom: true,
    learn: FAMILY,
    explains: /^one request makes one/,
    when(evidence) {
      const { run } = evidence;
      if (!running(run)) return undefined;
      const spans = spansOf(evidence, "home");
      const problem = spans.length > 0 ? treeProblem(spans) : undefined;
      const { file, line } = foundAt(liveSdk(evidence)?.node);
      return (
        problem && {
          message: `The spans of one request are not one connected trace: ${problem}.${madeSpans(run, HTTP) ? "" : " The HTTP instrumentation made none of them."}`,
          ...(file && { file }),
          ...(line && { line }),
          found: drawn(evidence),
        }
      );
    },
  },
];

/** The spans of one request that ended and should have been sent. */
function madeFor({ run }: Evidence): readonly StartedSpan[] {
  return (run?.started ?? []).filter(
    ({ visit, recording, ended }) => visit === "home" && recording && ended > 0,
  );
}

/** Those of them that never came, where others did and all were asked for. */
function keptBack(evidence: Evidence): readonly StartedSpan[] {
  const { run } = evidence;
  if (!running(run) || run.flush.kind !== "flushed" || run.uncaught) return [];
  const came = new Set<string>(acceptedSpans(run).map(({ spanId }) => spanId));
  const made = madeFor(evidence);
  const kept = made.filter(({ spanId }) => !came.has(spanId));
  return kept.length < made.length ? kept : [];
}

/** `root: true` in the call that started a span. */
function rootOption(evidence: Evidence, { at }: StartedSpan) {
  const program = programOf(evidence);
  if (!at) return undefined;
  for (const node of program.nodesAt(at)) {
    const value = node.type === "ObjectExpression" ? program.valueOf(node) : undefined;
    const option = value?.kind === "object" ? value.properties.get("root") : undefined;
    if (option) return option;
  }
  return undefined;
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
