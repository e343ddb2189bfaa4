import { besideTheWork, type BesideTheWork } from "./store-work.ts";
import { ownReceived, ownStarted, serverSpan, startOf } from "./own-spans.ts";
import { visit } from "./run-facts.ts";
import type { Answered, JudgedEvidence, ReceivedSpan, StartedSpan } from "../lab/evidence.ts";

export const HOME_SPAN = "home-activities-mock-data";
export const TRACER = "home.activities";
export const HOME_FILE = "backend/src/services/home-activities.ts";

/** The visits whose work succeeds, and how many activities each should get. */
export const ACTIVITIES: Readonly<Record<string, number>> = {
  andrewbrown: 4,
  anyone: 3,
  coco: 4,
  "anyone-else": 3,
  bayko: 4,
};
export const SUCCEEDING = Object.keys(ACTIVITIES);
/** The visit for which the store throws. */
export const FAILING_VISIT = "borg";
export const HOME_VISITS = [...SUCCEEDING, FAILING_VISIT];

/** The spans of that name that one visit started, or the visits together. */
export function startedIn(evidence: JudgedEvidence, ...visits: readonly string[]): StartedSpan[] {
  return ownStarted(evidence).filter(
    ({ name, visit: id }) => name === HOME_SPAN && id !== undefined && visits.includes(id),
  );
}

/** The spans of that name that arrived from the visits. */
export function sentFrom(evidence: JudgedEvidence, ...visits: readonly string[]): ReceivedSpan[] {
  const ids = new Set(startedIn(evidence, ...visits).map(({ spanId }) => spanId));
  return ownReceived(evidence).filter(({ spanId }) => ids.has(spanId));
}

/** What is wrong with an answer of the home feed; the tracing must not change it. */
export function homeAnswerProblem(evidence: JudgedEvidence, id: string): string | undefined {
  const { status, error, response = "" } = visit(evidence, id);
  const who = describeVisit(visit(evidence, id));
  if (error) return `${who} got no answer: ${error}`;
  if (id === FAILING_VISIT)
    return status === 500 ? undefined : `${who} got ${status}, where the store fails and a 500 belongs`;
  if (status !== 200) return `${who} got ${status}`;
  const length = activitiesIn(response);
  if (length === undefined)
    return response === "" ? `${who} got an empty answer` : `${who} got no list of activities`;
  return length === ACTIVITIES[id]
    ? undefined
    : `${who} got ${length} activities instead of ${ACTIVITIES[id]}`;
}

export function describeVisit({ headers }: Pick<Answered, "headers">): string {
  const user = headers?.["x-cruddur-user"];
  return user ? `the request of ${user}` : "the anonymous request";
}

export const BESIDE: Readonly<Record<BesideTheWork, string>> = {
  "no-work": "its request did not ask the store, so there is no work to measure",
  "before-it": "it has ended before the store is asked",
  "ends-too-early": "it ends while the store is still at work",
  "begins-too-late": "it begins when the store is already at work",
  "after-it": "it begins when the store has already answered",
};

/** Why a span does not last as long as the work. */
export function lastingProblem(evidence: JudgedEvidence, span: StartedSpan): string | undefined {
  const beside = besideTheWork(evidence, span);
  if (beside) return BESIDE[beside];
  const sent = ownReceived(evidence).find(({ spanId }) => spanId === span.spanId);
  return sent && hasOddTimes(evidence, sent) ? "the times that it was given cannot be" : undefined;
}

/**
 * Whether times that the code gave put the span outside of its request, or leave it no time at all, as the SDK does with
 * an end before the start. The clock's own times are never asked.
 */
export function hasOddTimes(evidence: JudgedEvidence, span: ReceivedSpan): boolean {
  if (startOf(evidence, span)?.givenTimes !== true || span.visit === undefined) return false;
  const server = serverSpan(evidence, span.visit);
  const slack = 50_000_000n;
  return (
    span.end <= span.start ||
    (server !== undefined && (span.start < server.start - slack || span.end > server.end + slack))
  );
}

function activitiesIn(response: string): number | undefined {
  try {
    const body = JSON.parse(response) as unknown;
    return Array.isArray(body) ? body.length : undefined;
  } catch {
    return undefined;
  }
}
