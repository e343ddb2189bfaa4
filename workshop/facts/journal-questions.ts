import { LENGTH } from "./home-fields.ts";
import { everyNumber } from "./answer-numbers.ts";
import { percentileOf, week2Of } from "./week2-facts.ts";
import type { JudgedEvidence } from "../lab/evidence.ts";
import type { Span } from "../trace/span.ts";

const HOME = "/api/activities/home";

/** The answers that the journal asks for, by the id of their lines. */
export const QUESTIONS = {
  "07-traces": "how many traces the run holds",
  "07-longest-result": "the longest result",
  "07-p90": "the P90 of the home feed's duration",
  "07-slow-user": "whose home feed is slow",
  "07-failing-search": "which search fails",
} as const;
export type Question = keyof typeof QUESTIONS;

/** Between two ways to reckon a percentile lies less than this. */
const TOLERANCE = 0.05;

export function answerTo({ answers }: JudgedEvidence, id: Question): string {
  return answers[id] ?? "";
}

/** Whether it is the traffic that npm run load sends, however it was named. */
export function isLoad({ homes, failingTerms }: RunFacts): boolean {
  return homes.length >= 50 && failingTerms.size > 0;
}

/** All that the questions are about, from the spans of the run. */
export interface RunFacts {
  readonly spans: readonly Span[];
  readonly traces: number;
  readonly requests: readonly Span[];
  readonly homes: readonly Span[];
  readonly lengths: readonly number[];
  readonly longest: number;
  readonly p90: number;
  /** By the name of each user, or `anonymous`, their requests to the home feed. */
  readonly homeRequestsByUser: ReadonlyMap<string, readonly Span[]>;
  /** And the P50 of those. */
  readonly homeByUser: ReadonlyMap<string, number>;
  readonly slowUser: string;
  readonly failingTerms: ReadonlySet<string>;
  readonly workingTerms: ReadonlySet<string>;
}

export function runFacts(evidence: JudgedEvidence): RunFacts {
  const { spans } = week2Of(evidence);
  const requests = spans.filter(({ kind }) => kind === "server");
  const homes = requests.filter((span) => span.fields["url.path"] === HOME || span.name.endsWith(` ${HOME}`));
  const lengths = spans.map(({ fields }) => fields[LENGTH]).filter((value) => typeof value === "number");
  const byUser = Map.groupBy(homes, userOf);
  const homeByUser = new Map(
    [...byUser].map(([user, own]) => [user, percentileOf(own.map(spanMilliseconds), 0.5) ?? 0]),
  );
  const terms = (failing: boolean) =>
    new Set(requests.filter((span) => fails(span) === failing).flatMap((span) => termOf(span) ?? []));
  return {
    spans,
    traces: new Set(spans.map(({ traceId }) => traceId)).size,
    requests,
    homes,
    lengths,
    longest: Math.max(-Infinity, ...lengths),
    p90: percentileOf(homes.map(spanMilliseconds), 0.9) ?? Number.NaN,
    homeRequestsByUser: byUser,
    homeByUser,
    slowUser: [...homeByUser].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "",
    failingTerms: terms(true),
    workingTerms: terms(false),
  };
}

export function spanMilliseconds({ start, end }: Span): number {
  return Number(end - start) / 1e6;
}

/** What the answer may be in milliseconds; a number without a unit is read as it should be. */
export function milliseconds(answer: string): number[] {
  const factor = { h: 3_600_000, min: 60_000, s: 1000, ms: 1, µs: 0.001, ns: 0.000_001 };
  return everyNumber(answer).map(({ value, unit = "ms" }) => value * factor[unit]);
}

export function isNear(value: number, right: number): boolean {
  return Math.abs(value - right) <= Math.abs(right) * TOLERANCE;
}

/** Whether a number of the answer is exactly that one. */
export function says(answer: string, number: number): boolean {
  return everyNumber(answer).some(({ value }) => value === number);
}

/** The users whom an answer names; `Worf`, `@worf` and the whole user agent are all worf. */
export function usersIn(answer: string, facts: RunFacts): string[] {
  return namesIn(answer, [...facts.homeByUser.keys()]);
}

/** The search terms that an answer names. */
export function termsIn(answer: string, { failingTerms, workingTerms }: RunFacts): string[] {
  return namesIn(answer, [...failingTerms, ...workingTerms]);
}

/** Which of the names an answer gives, in its order. What is told of others behind the first one is a remark: `worf; the others are quick`. */
function namesIn(answer: string, names: readonly string[]): string[] {
  const words = [...answer.toLowerCase().matchAll(/[\p{L}\d_-]+/gu)];
  const found = words.flatMap(({ 0: word, index }) => {
    const name = names.find((each) => each.toLowerCase() === word);
    return name === undefined ? [] : [{ name, index, end: index + word.length }];
  });
  const remark = found.findIndex(
    ({ index }, at) => at > 0 && !isListed(answer.slice(found[at - 1]?.end, index)),
  );
  return [...new Set((remark < 0 ? found : found.slice(0, remark)).map(({ name }) => name))];
}

/** Whether two names with that between them are a list or a choice. */
function isListed(between: string): boolean {
  return /^[\s,/&+@"'`(]*((and|or)\b)?[\s@"'`(]*$/i.test(between);
}

/** The app of each user names them; step 9 gives them a field of their own. */
function userOf({ fields }: Span): string {
  const { "user_agent.original": agent, "app.user_id": user } = fields;
  if (typeof user === "string") return user;
  return /\(([^()]+)\)$/.exec(String(agent ?? ""))?.[1] ?? "anonymous";
}

function fails({ fields, status }: Span): boolean {
  return status.code === "error" || Number(fields["http.response.status_code"]) >= 500;
}

function termOf({ fields }: Span): string | undefined {
  const query = fields["url.query"] ?? String(fields["url.full"] ?? "").split("?")[1];
  return new URLSearchParams(String(query ?? "")).get("term") ?? undefined;
}
