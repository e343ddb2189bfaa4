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
import type { Selection } from "./query/compare-selection.ts";
import type { QueryProblem } from "./query/parse-query.ts";
import type { QueryFile } from "./query/query-files.ts";
import type { QueryResult } from "./query/run-query.ts";

export interface QueryColumns {
  /** In the order of the alphabet. */
  readonly columns: readonly string[];
}

export type QueryAnswer = QueryResult;

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
}
