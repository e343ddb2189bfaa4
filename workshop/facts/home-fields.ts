import { HOME_SPAN } from "./home-span.ts";
import { ownReceived, serverSpan } from "./own-spans.ts";
import { storeWork } from "./store-work.ts";
import type { Answered, Evidence, FieldSet, JudgedEvidence, ReceivedSpan } from "../lab/evidence.ts";

export const NOW = "app.now";
export const LENGTH = "app.result_length";
export const KEYS = [NOW, LENGTH];

/** Two clocks of one process may part by a little. */
const SLACK = 50;
const DAY = 24 * 60 * 60 * 1000;
/** A date and a time with a zone, as `toISOString()` writes them. */
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

/** One request for the home feed with its span, and what its answer says the fields should be. */
export interface HomeRequest {
  readonly who: string;
  readonly signedIn: boolean;
  readonly span: ReceivedSpan;
  /** The moment from which the answer's times were reckoned, in milliseconds since 1970. */
  readonly now: number;
  readonly length: number;
  /** The store was asked for one row more than it was handed. */
  readonly wantsMore: boolean;
}

/** Every answered request for the home feed whose span arrived, whichever step asked for it. */
export function homeRequests(evidence: JudgedEvidence): HomeRequest[] {
  const spans = ownReceived(evidence).filter(({ name }) => name === HOME_SPAN);
  return (evidence.run?.visits ?? []).flatMap((visit) => {
    const span = spans.find((each) => each.visit === visit.id);
    const activities = span && activitiesIn(visit);
    const now = activities && nowOf(activities);
    if (!span || !activities || now === undefined) return [];
    const user = visit.headers?.["x-cruddur-user"];
    const who = user ? `the request of ${user}` : "an anonymous request";
    const wantsMore = visit.store === "one-row-more";
    return [{ who, signedIn: user !== undefined, span, now, length: activities.length, wantsMore }];
  });
}

/** Which of the two fields some request's span lacks. */
export function lacking(evidence: Evidence): string[] {
  const all = homeRequests(evidence);
  return KEYS.filter((key) => all.some(({ span }) => span.fields[key] === undefined));
}

/** What the code set on the home feed's spans. */
export function setOnHome({ run }: JudgedEvidence): FieldSet[] {
  const own = new Set(run?.started.filter(({ name }) => name === HOME_SPAN).map(({ spanId }) => spanId));
  return run?.fieldsSet.filter(({ spanId }) => own.has(spanId)) ?? [];
}

/** Calls that should have given the home feed's span one of its two fields, and did not. */
export function unkept(evidence: Evidence): FieldSet[] {
  const missing = lacking(evidence);
  return setOnHome(evidence).filter(
    ({ name, stored, late }) => missing.includes(name) && (late || stored !== true),
  );
}

/** The call that gave a request's span a field its last value; absent where it was given at the start. */
export function lastSet(evidence: JudgedEvidence, key: string, { span }: HomeRequest): FieldSet | undefined {
  return setOnHome(evidence).findLast(({ name, spanId }) => name === key && spanId === span.spanId);
}

/** Why a value of `app.now` is not the time of its own request. */
export function nowProblem(evidence: JudgedEvidence, request: HomeRequest): string | undefined {
  const { span, now, who } = request;
  const value = span.fields[NOW];
  if (typeof value !== "string") return `${who} has ${shownValue(value)}, which is not text`;
  if (!ISO.test(value)) return `${who} has ${shownValue(value)}, which is not ISO text`;
  if (!isWithinRequest(evidence, request, value))
    return `${who} has ${value}, but its answer was made at ${new Date(now).toISOString()}`;
  return nowsOfOthers(evidence).includes(request)
    ? `${who} has ${value}, the time of another request`
    : undefined;
}

/** Whether a value is a date and a time with a zone, as `toISOString()` writes them. */
export function isIsoTime(value: unknown): boolean {
  return typeof value === "string" && ISO.test(value);
}

/** The answer's own time, or any other between the beginning and the end of its request. */
function isWithinRequest(evidence: JudgedEvidence, { span, now }: HomeRequest, value: string): boolean {
  const server = span.visit === undefined ? undefined : serverSpan(evidence, span.visit);
  const [first, last] = server ? [millis(server.start) - SLACK, millis(server.end) + SLACK] : [now, now];
  // Text without a fraction has lost up to a second.
  const least = Math.min(first, now);
  const time = Date.parse(value);
  return (
    time >= (value.includes(".") ? least : Math.floor(least / 1000) * 1000) && time <= Math.max(last, now)
  );
}

/**
 * Requests whose `app.now` is another's. Told only when all values that are not their own answer's agree: written down
 * after the store had answered, when a clock that is read anew gives each another time, they are to the millisecond the
 * times of other requests, or one time of a request that failed.
 */
export function nowsOfOthers(evidence: JudgedEvidence): HomeRequest[] {
  const all = homeRequests(evidence);
  const nows = new Set(all.map(({ now }) => now));
  const valueOf = ({ span }: HomeRequest) => Date.parse(String(span.fields[NOW]));
  const foreign = all.filter((request) => valueOf(request) !== request.now);
  const copied = foreign.filter((request) => nows.has(valueOf(request)));
  const unknown = new Set(foreign.map(valueOf).filter((value) => !nows.has(value)));
  const isTold =
    copied.length > 1 && unknown.size < 2 && foreign.every((each) => isSetAfterTheWork(evidence, each));
  return isTold ? copied : [];
}

function isSetAfterTheWork(evidence: JudgedEvidence, request: HomeRequest): boolean {
  const set = lastSet(evidence, NOW, request);
  return (
    set !== undefined &&
    storeWork(evidence, request.span.visit).every(({ ended = Infinity }) => set.moment > ended)
  );
}

/** Why a value of `app.result_length` is not the length of its own answer. */
export function lengthProblem(evidence: JudgedEvidence, request: HomeRequest): string | undefined {
  const { span, length, who } = request;
  const value = span.fields[LENGTH];
  if (typeof value !== "number") return `${who} has ${shownValue(value)}, which is not a number`;
  if (value === length || isCountedBefore(evidence, request)) return undefined;
  const more = isMore(evidence, request) ? " since the store gave one row more" : "";
  return `${who} has ${value}, but its answer holds ${length} activities${more}`;
}

/** A number that was right for what the store was handed, and set before the store could give another number of rows. */
export function isCountedBefore(evidence: JudgedEvidence, request: HomeRequest): boolean {
  const set = lastSet(evidence, LENGTH, request);
  return (
    isMore(evidence, request) &&
    request.span.fields[LENGTH] === request.length - 1 &&
    storeWork(evidence, request.span.visit).every(({ ended = Infinity }) => !set || set.moment < ended)
  );
}

/** A number that is right as long as the store gives what it is always handed, and stays when it gives one row more. */
export function staysTheSame(evidence: JudgedEvidence, request: HomeRequest): boolean {
  const value = request.span.fields[LENGTH];
  const others = alike(evidence, request);
  return (
    isMore(evidence, request) &&
    lengthProblem(evidence, request) !== undefined &&
    others.every(({ span, length }) => span.fields[LENGTH] === length && length === value) &&
    // What belongs to other requests is different from one request to the next.
    [true, false].every((signedIn) => new Set(lengthsOf(evidence, signedIn)).size < 2)
  );
}

function lengthsOf(evidence: JudgedEvidence, signedIn: boolean): unknown[] {
  const own = homeRequests(evidence).filter((each) => each.signedIn === signedIn);
  return own.map(({ span }) => span.fields[LENGTH]);
}

/** Whether the answer really holds one activity more than others of its kind. */
function isMore(evidence: JudgedEvidence, request: HomeRequest): boolean {
  const others = alike(evidence, request);
  return (
    request.wantsMore && others.length > 0 && others.every(({ length }) => length === request.length - 1)
  );
}

/** The requests of the same kind, signed in or not, for which the store gave what it was handed. */
function alike(evidence: JudgedEvidence, { signedIn }: HomeRequest): HomeRequest[] {
  return homeRequests(evidence).filter((each) => !each.wantsMore && each.signedIn === signedIn);
}

export function shownValue(value: unknown): string {
  if (typeof value === "string") return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  return typeof value === "object" && value !== null ? "a list or a map" : String(value);
}

function activitiesIn({ path, status, response = "" }: Answered): Record<string, unknown>[] | undefined {
  if (path !== "/api/activities/home" || status !== 200) return undefined;
  try {
    const body = JSON.parse(response) as unknown;
    return Array.isArray(body) ? (body as Record<string, unknown>[]) : undefined;
  } catch {
    return undefined;
  }
}

/** Andrew Brown's activity was written two days before the moment that the service calls now. */
function nowOf(activities: readonly Record<string, unknown>[]): number | undefined {
  const andrews = activities.find(({ handle }) => handle === "Andrew Brown");
  const written = Date.parse(String(andrews?.["created_at"]));
  return Number.isNaN(written) ? undefined : written + 2 * DAY;
}

function millis(time: bigint): number {
  return Number(time / 1_000_000n);
}
