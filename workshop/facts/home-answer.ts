import type { JudgedEvidence } from "../lab/evidence.ts";

/** Why an answer of the home route is not what its service gives; nothing when it is. */
export function homeProblem({ run }: JudgedEvidence): string | undefined {
  const [first, second] = ["home", "last"].map(
    (id) =>
      run?.visits.find((visit) => visit.id === id && visit.path === HOME && visit.status === 200)?.response,
  );
  if (first === undefined) return undefined;
  const activities = parse(first);
  if (!Array.isArray(activities)) return `it is ${shortly(first)}`;
  if (activities.length === 0) return "the list is empty";
  const odd = activities.find((each) => FIELDS.some((field) => typeof each?.[field] !== "string"));
  if (odd !== undefined)
    return `an entry has no ${FIELDS.find((field) => typeof odd?.[field] !== "string")}: ${shortly(JSON.stringify(odd))}`;
  // The service counts each date from now, to the millisecond.
  if (first === second)
    return "both requests got the same answer, byte for byte, though it tells of the moment";
  return undefined;
}

const HOME = "/api/activities/home";
const FIELDS = ["uuid", "handle", "message", "created_at"] as const;

function parse(text: string): Record<string, unknown>[] | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>[];
  } catch {
    return undefined;
  }
}

function shortly(text: string): string {
  return text.trim() === "" ? "empty" : text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
