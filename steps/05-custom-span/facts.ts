import {
  ownStarted,
  serverSpan,
  spanMs,
  visit,
  type Answered,
  type Evidence,
  type ReceivedSpan,
  type StartedSpan,
} from "#course-kit";

export const SPAN = "home-activities-mock-data";
export const TRACER = "home.activities";

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
export const FAILING = "borg";
export const HOME_VISITS = [...SUCCEEDING, FAILING];

/** The spans of that name that one visit started, or the visits together. */
export function startedIn(evidence: Evidence, ...visits: readonly string[]): StartedSpan[] {
  return ownStarted(evidence).filter(
    ({ name, visit: id }) => name === SPAN && id !== undefined && visits.includes(id),
  );
}

/** What is wrong with an answer of the home feed; the tracing must not change it. */
export function answerProblem(evidence: Evidence, id: string): string | undefined {
  const { status, error, response = "" } = visit(evidence, id);
  const who = describeVisit(visit(evidence, id));
  if (error) return `${who} got no answer: ${error}`;
  if (id === FAILING) return status === 500 ? undefined : `${who} got ${status} although the store failed`;
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

/**
 * How much of the requests' time the spans took, between 0 and 1. The store's delay is nearly all that a warm request
 * does; taken together, because a single short one may be lost among other work of the process.
 */
export function shareOfWork(evidence: Evidence, spans: readonly ReceivedSpan[]): number {
  let own = 0;
  let whole = 0;
  for (const span of spans) {
    const server = span.visit === undefined ? undefined : serverSpan(evidence, span.visit);
    if (!server) continue;
    own += spanMs(span);
    whole += spanMs(server);
  }
  return whole === 0 ? 0 : own / whole;
}

/** Below this the span cannot have stood around the work. */
export const LEAST_SHARE = 0.5;

function activitiesIn(response: string): number | undefined {
  try {
    const body = JSON.parse(response) as unknown;
    return Array.isArray(body) ? body.length : undefined;
  } catch {
    return undefined;
  }
}
