import type { CallExpression, Node } from "oxc-parser";
import type { Evidence } from "../lab/evidence.ts";
import { callsAt } from "./field-code.ts";
import { HOME_SPAN } from "./home-span.ts";
import { dateAt, resultsAt } from "./names-in-scope.ts";
import { ownStarted } from "./own-spans.ts";
import { nodesIn, parentOf } from "./program/parse-file.ts";
import { functionOf, statementOf, type FunctionNode } from "./program/places.ts";
import { programOf } from "./program/program.ts";

/** The learner's code around the home feed's work, where the span has a name in it. */
export interface HomeFrame {
  /** `tracer.startActiveSpan(…)` or `tracer.startSpan(…)`. */
  readonly start: CallExpression;
  /** The name of the span, where it is declared. */
  readonly span: Extract<Node, { type: "Identifier" }>;
  /** The function that does the work. */
  readonly work: FunctionNode;
}

/** How the home feed's span is started; nothing where a helper starts it, or where its code cannot be read. */
export function homeFrame(evidence: Evidence): HomeFrame | undefined {
  const at = ownStarted(evidence).find(({ name }) => name === HOME_SPAN)?.at;
  const [start] = callsAt(evidence, at, /^start(Active)?Span$/);
  if (!start) return undefined;
  const last = start.arguments.at(-1);
  const callback = last && programOf(evidence).valueOf(last);
  if (callback?.kind === "function") {
    const [span] = callback.node.params;
    return span?.type === "Identifier" ? { start, span, work: callback.node } : undefined;
  }
  const declarator = parentOf(start);
  const work = functionOf(start);
  if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "Identifier" || !work)
    return undefined;
  return { start, span: declarator.id, work };
}

/** Where the work is done: its last statement that returns something, with the names of what is known there. */
export function endOfWork(
  evidence: Evidence,
):
  { readonly at: Node; readonly span: string; readonly results?: string; readonly now?: string } | undefined {
  const frame = homeFrame(evidence);
  if (!frame?.work.body) return undefined;
  const at = [...nodesIn(frame.work.body)].findLast(
    (node) => node.type === "ReturnStatement" && functionOf(node) === frame.work,
  );
  if (!at || statementOf(at) !== at || parentOf(at)?.type !== "BlockStatement") return undefined;
  const results = resultsAt(at);
  const now = dateAt(programOf(evidence), at);
  return { at, span: frame.span.name, ...(results && { results }), ...(now && { now }) };
}
