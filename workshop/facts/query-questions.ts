import { USER } from "./user-requests.ts";
import type { JudgedEvidence, SavedQuery } from "../lab/evidence.ts";
import type { Span } from "../trace/span.ts";

export const TRACE = "trace.trace_id";
export const DURATION = "duration_ms";
export const LATENCY_FILE = "journal/queries/latency-by-user.json";
export const RECENT_FILE = "journal/queries/recent-traces.json";

const LONGEST_RECENT = 24 * 3600;

export type Words = NonNullable<SavedQuery["query"]>;

export function savedQueries({ recorded }: JudgedEvidence): readonly SavedQuery[] {
  return recorded?.queries ?? [];
}

/** The file under its name, or else the one that asks nearest to the same question. */
export function latencyQuery(evidence: JudgedEvidence): SavedQuery | undefined {
  return named(evidence, /latency|user/i) ?? asking(evidence, ({ breakdowns }) => breakdowns.includes(USER));
}

export function recentQuery(evidence: JudgedEvidence): SavedQuery | undefined {
  return (
    named(evidence, /recent/i) ??
    asking(
      evidence,
      (words) =>
        words.breakdowns.includes(TRACE) &&
        (words.time_range !== undefined || words.start_time !== undefined),
    )
  );
}

/** P50, P90 and the like, or an average, of the duration. */
export function latencyCalculation({ calculations }: Words) {
  return calculations.find(({ op, column }) => column === DURATION && /^P\d+$/.test(op));
}

export function hasHeatmap({ calculations }: Words): boolean {
  return calculations.some(({ op, column }) => op === "HEATMAP" && column === DURATION);
}

/** Fields that the HTTP instrumentation gives to the span of a request, and nobody to a span inside of it. */
const OF_REQUESTS = /^(http\.request\.method|http\.response\.status_code|url\.|user_agent\.)/;

/** Whether the query looks at requests only: at roots, at server spans, or at spans that name their user. */
export function looksAtRequests({ filters, filter_combination }: Words): boolean {
  if (filter_combination === "OR" && filters.length > 1) return false;
  return filters.some(
    ({ column, op, value }) =>
      (column === "trace.parent_id" && op === "does-not-exist") ||
      (column === "span.kind" && ["=", "in"].includes(op) && [value].flat().includes("server")) ||
      (OF_REQUESTS.test(column) && !["does-not-exist", "!=", "not-in"].includes(op)) ||
      (column === USER && ["exists", "in", "!=", "not-in"].includes(op)) ||
      (column === "name" && ["=", "in", "starts-with", "contains"].includes(op)),
  );
}

/** How far back it looks, in seconds; nothing where it says nothing. */
export function reach({ time_range, start_time, end_time }: Words): number | undefined {
  if (time_range !== undefined) return time_range;
  if (start_time === undefined) return undefined;
  return end_time === undefined ? Number.POSITIVE_INFINITY : end_time - start_time;
}

export function isRecent(words: Words): boolean {
  return (reach(words) ?? Number.POSITIVE_INFINITY) <= LONGEST_RECENT;
}

/** The cells of one column of a result. */
export function cells({ result }: SavedQuery, column: string): readonly unknown[] {
  const index = result?.columns.indexOf(column) ?? -1;
  return index < 0 ? [] : (result?.rows.map((row) => row[index]) ?? []);
}

/** The users of the run, by the field of step 9. */
export function usersOf(spans: readonly Span[]): Set<string> {
  return new Set(spans.flatMap(({ fields }) => (typeof fields[USER] === "string" ? [fields[USER]] : [])));
}

/** The names of the services that sent the spans. */
export function servicesOf(spans: readonly Span[]): Set<string> {
  return new Set(spans.map(({ resource }) => String(resource["service.name"])));
}

/** How many spans of each trace there are. */
export function spansByTrace(spans: readonly Span[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { traceId } of spans) counts.set(traceId, (counts.get(traceId) ?? 0) + 1);
  return counts;
}

export function nameOf({ op, column }: { readonly op: string; readonly column?: string }): string {
  return column === undefined ? op : `${op}(${column})`;
}

/** Where in the text of the file a word stands first. */
export function lineInQuery({ text }: SavedQuery, word: string): { line?: number } {
  const index = text.split(/\r?\n/).findIndex((line) => line.includes(word));
  return index < 0 ? {} : { line: index + 1 };
}

function named(evidence: JudgedEvidence, name: RegExp): SavedQuery | undefined {
  const files = savedQueries(evidence).filter(({ path }) => name.test(path.split("/").at(-1) ?? ""));
  const exact = [LATENCY_FILE, RECENT_FILE];
  return files.find(({ path }) => exact.includes(path)) ?? files[0];
}

function asking(evidence: JudgedEvidence, fits: (words: Words) => boolean): SavedQuery | undefined {
  return savedQueries(evidence).find(({ query }) => query && fits(query));
}
