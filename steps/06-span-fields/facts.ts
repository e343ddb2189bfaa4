import { ownReceived, serverSpan, type Answered, type Evidence, type ReceivedSpan } from "#course-kit";

export const SPAN = "home-activities-mock-data";
export const NOW = "app.now";
export const LENGTH = "app.result_length";
export const KEYS = [NOW, LENGTH];

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
}

/** Every answered request for the home feed whose span arrived, whichever step asked for it. */
export function homeRequests(evidence: Evidence): HomeRequest[] {
  const spans = ownReceived(evidence).filter(({ name }) => name === SPAN);
  return (evidence.run?.visits ?? []).flatMap((visit) => {
    const span = spans.find((each) => each.visit === visit.id);
    const activities = span && activitiesIn(visit);
    const now = activities && nowOf(activities);
    if (!span || !activities || now === undefined) return [];
    const user = visit.headers?.["x-cruddur-user"];
    const who = user ? `the request of ${user}` : "an anonymous request";
    return [{ who, signedIn: user !== undefined, span, now, length: activities.length }];
  });
}

/** Why a value of `app.now` is not the time of its own request. */
export function nowProblem(evidence: Evidence, { span, now, who }: HomeRequest): string | undefined {
  const value = span.fields[NOW];
  if (typeof value !== "string") return `${who} has ${shown(value)}, which is not text`;
  if (!ISO.test(value)) return `${who} has ${shown(value)}, which is not ISO text`;
  const time = Date.parse(value);
  const server = span.visit === undefined ? undefined : serverSpan(evidence, span.visit);
  const end = server ? Number(server.end / 1_000_000n) : now;
  // Text without a fraction has lost up to a second.
  const least = value.includes(".") ? now : Math.floor(now / 1000) * 1000;
  if (time >= least && time <= end + 50) return undefined;
  return `${who} has ${value}, but its answer was made at ${new Date(now).toISOString()}`;
}

/** Why a value of `app.result_length` is not the length of its own answer. */
export function lengthProblem({ span, length, who }: HomeRequest): string | undefined {
  const value = span.fields[LENGTH];
  if (typeof value !== "number") return `${who} has ${shown(value)}, which is not a number`;
  return value === length ? undefined : `${who} has ${value}, but its answer holds ${length} activities`;
}

export function shown(value: unknown): string {
  if (typeof value === "string") return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  return typeof value === "object" ? "a list or a map" : String(value);
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
