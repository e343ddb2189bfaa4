import { describeStart, sendingProblem, treeProblem } from "./run-problems.ts";
import { spansOf } from "./run-facts.ts";
import type { Evidence, JudgedEvidence } from "../lab/evidence.ts";
import { homeProblem } from "./home-answer.ts";
import { running } from "./backend-state.ts";

/** The spans of the request before the stop never came, although earlier ones did. */
export function lastSpansLost(evidence: Evidence): boolean {
  const { run } = evidence;
  const before = spansOf(evidence, "home");
  if (!running(run) || run.exit?.forced !== false || before.length === 0) return false;
  const last = spansOf(evidence, "last");
  return last.length === 0 || (before.some(isServer) && !last.some(isServer));
}

function isServer({ kind }: { readonly kind: string }): boolean {
  return kind === "server";
}

/** One request makes one whole trace, and the last one arrives too: whatever is odd then, it is not wrong. */
export function isWhole(evidence: Evidence): boolean {
  const known = whole.get(evidence) ?? judgeWhole(evidence);
  whole.set(evidence, known);
  return known;
}

const whole = new WeakMap<Evidence, boolean>();

function judgeWhole(evidence: Evidence): boolean {
  const { run } = evidence;
  const answered = run?.visits.some(({ id, status }) => id === "home" && status === 200);
  if (
    !running(run) ||
    !answered ||
    describeStart(evidence) !== undefined ||
    homeProblem(evidence) !== undefined
  )
    return false;
  const spans = spansOf(evidence, "home");
  const shown =
    spans.some(({ kind }) => kind === "server") && spans.some(({ scope }) => /express/.test(scope.name));
  const named = spans.some(({ kind, name }) => kind === "server" && name.includes("/api/activities/home"));
  return (
    shown &&
    named &&
    sendingProblem(evidence) === undefined &&
    treeProblem(spans) === undefined &&
    spanByHand(evidence) === undefined &&
    stopsWell(evidence)
  );
}

/** A span that bears an instrumentation's name, and was started by one of the learner's files. */
export function spanByHand({ run }: JudgedEvidence) {
  return run?.started.find(
    ({ scope, by }) => by?.startsWith("backend/") && scope.startsWith("@opentelemetry/instrumentation-"),
  );
}

function stopsWell(evidence: Evidence): boolean {
  const { run } = evidence;
  const leftToContainer = run?.modules.some(
    ({ name }) => name === "@opentelemetry/auto-instrumentations-node",
  );
  return (
    run?.exit !== undefined && (!run.exit.forced || leftToContainer === true) && !lastSpansLost(evidence)
  );
}
