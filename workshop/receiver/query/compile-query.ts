import type { DatabaseSync } from "node:sqlite";
import { columnSql, type ColumnSql } from "./column-sql.ts";
import { COMPARISON_SQL, filterSql } from "./filter-sql.ts";
import { Parameters } from "./parameters.ts";
import { PERCENTILES, type Calculation, type Having, type Order, type Query } from "./query.ts";

export interface CompiledQuery {
  readonly sql: string;
  readonly values: Parameters["values"];
}

/** Nanoseconds since 1970; the first belongs to it, the last does not. */
export interface TimeWindow {
  readonly from?: bigint;
  readonly to?: bigint;
}

/**
 * One statement: inside, the spans are filtered, grouped and calculated; outside, groups are chosen, ordered and named.
 * It calls the functions that `addAggregates` defines.
 */
export function compileQuery(
  database: DatabaseSync,
  query: Query,
  run: string,
  window: TimeWindow,
): CompiledQuery {
  const parameters = new Parameters();
  const columns = new Map<string, ColumnSql>();
  const column = (name: string): ColumnSql => {
    const known = columns.get(name) ?? columnSql(name, parameters, database);
    columns.set(name, known);
    return known;
  };
  const where = whereSql(query, column, parameters, run, window);
  const groups = query.breakdowns.map((name, index) => `${column(name).key} AS g${index}`);
  const results = query.calculations.map(
    (each, index) => `${calculationSql(each, column, index)} AS a${index}`,
  );
  const inner = [
    `SELECT ${[...groups, ...results].join(", ")}, count(*) AS spans FROM spans`,
    `WHERE ${where}`,
    groups.length > 0 ? `GROUP BY ${groups.map((_, index) => `g${index}`).join(", ")}` : "",
  ].join("\n");
  const shown = [
    ...query.breakdowns.map((name, index) => `${column(name).keyToJson(`g${index}`)} AS k${index}`),
    ...query.calculations.map((_, index) => `a${index}`),
  ];
  const havings = query.havings.map((having) => havingSql(having, query, parameters));
  const orders = [...orderSql(query, column), "spans DESC", ...groups.map((_, index) => `g${index}`)];
  const sql = [
    `SELECT ${shown.join(", ")}, count(*) OVER () AS all_groups FROM (${inner})`,
    havings.length > 0 ? `WHERE ${havings.join(" AND ")}` : "",
    `ORDER BY ${orders.join(", ")} LIMIT ${parameters.add(query.limit)}`,
  ].join("\n");
  return { sql, values: parameters.values };
}

/** The conditions of the query alone, for other questions to the same spans. */
export function whereSql(
  query: Pick<Query, "filters" | "filter_combination">,
  column: (name: string) => ColumnSql,
  parameters: Parameters,
  run: string,
  { from, to }: TimeWindow,
): string {
  // What is quick to say keeps the others from being asked.
  const quickFirst = [...query.filters].sort(
    (a, b) => Number(column(a.column).slow) - Number(column(b.column).slow),
  );
  const filters = quickFirst.map((filter) => filterSql(filter, column(filter.column), parameters));
  return [
    `spans.run = ${parameters.add(run)}`,
    ...(from === undefined ? [] : [`spans.start >= ${parameters.add(from)}`]),
    ...(to === undefined ? [] : [`spans.start < ${parameters.add(to)}`]),
    ...(filters.length > 0
      ? [`(${filters.join(query.filter_combination === "OR" ? " OR " : " AND ")})`]
      : []),
  ].join(" AND ");
}

function calculationSql(
  { op, column: name }: Calculation,
  column: (name: string) => ColumnSql,
  index: number,
): string {
  if (name === undefined) return "count(*)";
  const { key, number } = column(name);
  switch (op) {
    case "COUNT":
      return "count(*)";
    case "COUNT_DISTINCT":
      return `count(DISTINCT ${key})`;
    case "SUM":
    case "AVG":
    case "MIN":
    case "MAX":
      return `${op.toLowerCase()}(${number})`;
    case "HEATMAP":
      return `heatmap(${index}, spans.start / 1e6, ${number})`;
    default:
      return `percentile_of(${number}, ${PERCENTILES[op]})`;
  }
}

function havingSql(
  { calculate_op, column, op, value }: Having,
  query: Query,
  parameters: Parameters,
): string {
  const index = indexOf(query, calculate_op, column);
  return `coalesce(a${index} ${COMPARISON_SQL[op]} ${parameters.add(value)}, FALSE)`;
}

function orderSql(query: Query, column: (name: string) => ColumnSql): string[] {
  return (query.orders.length > 0 ? query.orders : defaultOrders(query)).map((each) => {
    const index =
      each.op === undefined
        ? query.breakdowns.indexOf(each.column ?? "")
        : indexOf(query, each.op, each.column);
    const sql = each.op === undefined ? column(each.column ?? "").keyToOrder(`g${index}`) : `a${index}`;
    return `${sql} ${each.order === "ascending" ? "ASC NULLS FIRST" : "DESC NULLS LAST"}`;
  });
}

/** Where the query says nothing: the most of its first calculation first. */
function defaultOrders({ calculations }: Query): Order[] {
  const first = calculations.find(({ op }) => op !== "HEATMAP");
  return first ? [{ ...first, order: "descending" }] : [];
}

function indexOf({ calculations }: Query, op: string, column: string | undefined): number {
  return calculations.findIndex((each) => each.op === op && each.column === column);
}
