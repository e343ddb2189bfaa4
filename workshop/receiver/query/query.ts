/** A question to the spans, in the words of Honeycomb's query specification (docs.honeycomb.io/api, Query Specification). */
export interface Query {
  readonly calculations: readonly Calculation[];
  readonly filters: readonly Filter[];
  readonly filter_combination: "AND" | "OR";
  readonly breakdowns: readonly string[];
  readonly orders: readonly Order[];
  readonly havings: readonly Having[];
  readonly limit: number;
  /** Seconds; back from `end_time`, forward from `start_time`, or back from now. */
  readonly time_range?: number;
  /** Seconds since 1970. */
  readonly start_time?: number;
  readonly end_time?: number;
  /** Only Honeycomb calculates these. Filters, orders and havings that need one are left out of the query. */
  readonly calculated_fields?: readonly Expression[];
  readonly formulas?: readonly Expression[];
  readonly compare_time_offset_seconds?: number;
}

/** A calculated field of each span, or a formula of the calculations. */
export interface Expression {
  readonly name: string;
  readonly expression: string;
}

export interface Calculation {
  readonly op: CalculationOp;
  /** Absent for COUNT alone. */
  readonly column?: string;
}

export interface Filter {
  readonly column: string;
  readonly op: FilterOp;
  /** Absent for `exists` and `does-not-exist`; a list for `in` and `not-in`. */
  readonly value?: FilterValue | readonly FilterValue[];
}

export type FilterValue = string | number | boolean;

/** By a calculation of the query, or by one of its breakdowns. */
export interface Order {
  readonly op?: CalculationOp;
  readonly column?: string;
  readonly order: "ascending" | "descending";
}

export interface Having {
  readonly calculate_op: CalculationOp;
  readonly column?: string;
  readonly op: ComparisonOp;
  readonly value: number;
}

/** The share of the values that lies at or below a percentile. */
export const PERCENTILES = {
  P001: 0.001,
  P01: 0.01,
  P05: 0.05,
  P10: 0.1,
  P20: 0.2,
  P25: 0.25,
  P50: 0.5,
  P75: 0.75,
  P80: 0.8,
  P90: 0.9,
  P95: 0.95,
  P99: 0.99,
  P999: 0.999,
} as const;

export const CALCULATION_OPS = [
  "COUNT",
  "COUNT_DISTINCT",
  "SUM",
  "AVG",
  "MIN",
  "MAX",
  ...(Object.keys(PERCENTILES) as (keyof typeof PERCENTILES)[]),
  "HEATMAP",
] as const;

/** Calculations of Honeycomb's that are not made here, each with what to take instead. */
export const HONEYCOMB_ONLY: Readonly<Record<string, string>> = {
  CONCURRENCY: "counts how many spans run at the same time. COUNT says how many there are",
  RATE_AVG: "tells how a metric's AVG changes from moment to moment. AVG itself works here",
  RATE_SUM: "tells how a metric's SUM changes from moment to moment. SUM itself works here",
  RATE_MAX: "tells how a metric's MAX changes from moment to moment. MAX itself works here",
};

export const COMPARISON_OPS = ["=", "!=", ">", ">=", "<", "<="] as const;

export const FILTER_OPS = [
  ...COMPARISON_OPS,
  "exists",
  "does-not-exist",
  "contains",
  "does-not-contain",
  "starts-with",
  "does-not-start-with",
  "ends-with",
  "does-not-end-with",
  "in",
  "not-in",
] as const;

export type CalculationOp = (typeof CALCULATION_OPS)[number];
export type ComparisonOp = (typeof COMPARISON_OPS)[number];
export type FilterOp = (typeof FILTER_OPS)[number];

/** The calculation as the query page and the table's head call it, such as `P90(duration_ms)`. */
export function calculationName({ op, column }: { readonly op: string; readonly column?: string }): string {
  return column === undefined ? op : `${op}(${column})`;
}
