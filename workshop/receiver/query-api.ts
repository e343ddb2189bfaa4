/**
 * The part of the page API that asks questions; the same rules hold as in page-api.ts.
 *
 * | request                                        | answer              |
 * |------------------------------------------------|---------------------|
 * | GET  /api/query/columns?run=NAME               | QueryColumns        |
 * | POST /api/query?run=NAME      a query          | QueryAnswer         |
 * | POST /api/query/selection?run=NAME SelectionRequest | SelectionComparison |
 * | GET  /api/queries                              | QueryFiles          |
 * | POST /api/queries/save        SaveRequest      | QueryFiles          |
 *
 * A query that is not right is refused with status 400 and a QueryRefusal.
 */
import type { FieldValue } from "../trace/span.ts";

export interface QueryColumns {
  /** In the order of the alphabet. */
  readonly columns: readonly string[];
  /** The words that a query may use. */
  readonly calculations: readonly string[];
  readonly filters: readonly string[];
  readonly comparisons: readonly string[];
}

export interface QueryRefusal {
  readonly message: string;
  readonly problems: readonly QueryProblem[];
}

export interface SelectionRequest {
  /** In Honeycomb's query specification. */
  readonly query: object;
  readonly selection: Selection;
}

export interface QueryFiles {
  readonly files: readonly QueryFile[];
}

export interface SaveRequest {
  /** Letters, digits and dashes. */
  readonly name: string;
  readonly query: object;
  /** A file of that name may go; without it, the request is refused with status 409. */
  readonly replace?: boolean;
}

export interface QueryResult {
  /** Breakdowns first, then the calculations but for HEATMAP. */
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly ResultValue[])[];
  readonly heatmaps: readonly Heatmap[];
  /** Groups before the limit. */
  readonly groups: number;
  readonly elapsedMs: number;
}

export interface QueryAnswer extends QueryResult {
  /** What the query probably does not mean, such as a column that no span has. */
  readonly advice: readonly QueryProblem[];
}

export interface ResultColumn {
  /** Such as `app.user_id` or `P90(duration_ms)`. */
  readonly name: string;
  readonly kind: "breakdown" | "calculation";
}

/** Of a breakdown: as JSON has it, but a 64-bit integer too large for a JavaScript number is text. Null where there is none. */
export type ResultValue = Exclude<FieldValue, bigint>;

/** How often which values came when: columns of equal time, rows of equal height, and the filled cells. */
export interface Heatmap {
  readonly column: string;
  /** Milliseconds since 1970. */
  readonly time: Axis;
  readonly value: Axis;
  readonly cells: readonly HeatmapCell[];
  /** How many values there are. */
  readonly total: number;
}

export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly buckets: number;
}

export interface HeatmapCell {
  /** Counted from the axis's minimum. */
  readonly time: number;
  readonly value: number;
  readonly count: number;
}

/** A rectangle of a heatmap: milliseconds since 1970, and values of its column. */
export interface Selection {
  readonly column: string;
  readonly time: { readonly from: number; readonly to: number };
  readonly value: { readonly from: number; readonly to: number };
}

/** What sets the spans inside of a rectangle apart from the others that the query looks at. */
export interface SelectionComparison {
  readonly inside: number;
  readonly outside: number;
  /** The most telling first. */
  readonly differences: readonly Difference[];
  /** Some of those inside, the largest value first. */
  readonly spans: readonly SelectedSpan[];
}

export interface Difference {
  readonly column: string;
  readonly value: string | number | boolean;
  /** How many of those inside, and of those outside, have it. */
  readonly inside: number;
  readonly outside: number;
}

export interface SelectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly value: number;
}

export interface QueryProblem {
  /** Where in the JSON, such as `filters[0].op`; empty for the whole. */
  readonly path: string;
  /** What is wrong there, and the right word where one is near. */
  readonly message: string;
  /** In the file, counted from 1, where there is one. */
  readonly line?: number;
}

export interface QueryFile {
  /** Without its ending, such as `latency-by-user`. */
  readonly name: string;
  /** With it. */
  readonly file: string;
  readonly text: string;
}
