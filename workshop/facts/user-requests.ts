import { ownStarted, serverSpan } from "./own-spans.ts";
import { visit } from "./run-facts.ts";
import type { Answered, JudgedEvidence, ReceivedSpan, StartedSpan } from "../lab/evidence.ts";
import { HOME_SPAN } from "./home-span.ts";

export const USER = "app.user_id";
/** What may stand in the field when nobody is signed in, besides nothing. */
export const NOBODY = "anonymous";
export const HEADER = "x-cruddur-user";

const HOME = ["user-coco", "user-nobody", "user-garek"];
export const ANONYMOUS = ["user-nobody", "user-nobody-else"];
/** The requests that the lesson's scenario sends; a proof holds the two to the same. */
export const VISITS = [
  ...HOME,
  "user-notifications",
  "user-nobody-else",
  "user-search",
  "user-search-fails",
  "user-blank",
  "user-activities",
  "user-activities-fail",
  "user-show",
  "user-create",
  "user-reply",
  "user-groups",
  "user-messages",
  "user-messages-fail",
  "user-message",
];
export const SIGNED_IN = VISITS.filter((id) => !ANONYMOUS.includes(id));
/** What the services refuse; every other answer is a 200, or a 500 where the store fails. */
const REFUSED = "user-blank";
export const FAILING_VISITS = VISITS.filter((id) => id.endsWith("-fail") || id.endsWith("-fails"));
export const ELSEWHERE = VISITS.filter((id) => !HOME.includes(id));

/** Whether a request of nobody is left without a name; null is an empty column, as no field is. */
export function isNameless(value: unknown): boolean {
  return value === undefined || value === null || value === NOBODY;
}

export interface UserRequest {
  readonly id: string;
  /** `GET /api/activities/home by coco`. */
  readonly what: string;
  readonly user: string | undefined;
  readonly server: ReceivedSpan;
}

/** The requests of this step whose own span arrived. */
export function userRequests(evidence: JudgedEvidence, ids: readonly string[] = VISITS): UserRequest[] {
  return ids.flatMap((id) => {
    const answered = evidence.run?.visits.find((each) => each.id === id);
    const server = answered && serverSpan(evidence, id);
    if (!answered || !server) return [];
    return [{ id, what: describe(answered), user: answered.headers?.[HEADER], server }];
  });
}

/** The learner's own spans in requests that are not for the home feed. */
export function startedElsewhere(evidence: JudgedEvidence): StartedSpan[] {
  return ownStarted(evidence).filter(
    ({ visit: id, name }) => id !== undefined && ELSEWHERE.includes(id) && name !== HOME_SPAN,
  );
}

/** Whether a span ended after the one that it is part of, by the order of things. */
export function outlives(span: StartedSpan | undefined, parent: StartedSpan | undefined): boolean {
  const [end, last] = [span?.endings[0]?.moment, parent?.endings[0]?.moment];
  return end !== undefined && last !== undefined && end > last;
}

/** What is wrong with an answer; neither a field nor a span may change one. */
export function serviceAnswerProblem(evidence: JudgedEvidence, id: string): string | undefined {
  const answered = visit(evidence, id);
  const { status, error, response = "" } = answered;
  const what = describe(answered);
  if (error) return `${what} got no answer: ${error}`;
  const wanted = id === REFUSED ? 422 : FAILING_VISITS.includes(id) ? 500 : 200;
  if (status !== wanted) return `${what} got ${status} instead of ${wanted}`;
  if (response.trim() === "") return `${what} got an empty answer`;
  return wanted === 200 && /^(null|\{\}|"")$/.test(response.trim())
    ? `${what} got ${response.trim()}`
    : undefined;
}

export function describe({
  method = "GET",
  path,
  headers,
}: Pick<Answered, "method" | "path" | "headers">): string {
  return `${method} ${path} by ${headers?.[HEADER] ?? "nobody"}`;
}
