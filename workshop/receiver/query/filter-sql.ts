import type { ColumnSql } from "./column-sql.ts";
import type { Parameters } from "./parameters.ts";
import type { ComparisonOp, Filter, FilterValue } from "./query.ts";

/** A condition that is never NULL: what is negated also holds for a span without the column, as in Honeycomb. */
export function filterSql({ op, value }: Filter, column: ColumnSql, parameters: Parameters): string {
  const text = () => parameters.add(value as string);
  switch (op) {
    case "exists":
      return `(${column.exists})`;
    case "does-not-exist":
      return `NOT (${column.exists})`;
    case "=":
    case ">":
    case ">=":
    case "<":
    case "<=":
      return sure(comparison(column, op, value as FilterValue, parameters));
    case "!=":
      return not(comparison(column, "=", value as FilterValue, parameters));
    case "in":
      return sure(isIn(column, value as readonly FilterValue[], parameters));
    case "not-in":
      return not(isIn(column, value as readonly FilterValue[], parameters));
    case "contains":
      return sure(`instr(${column.text}, ${text()}) > 0`);
    case "does-not-contain":
      return not(`instr(${column.text}, ${text()}) > 0`);
    case "starts-with":
      return sure(startsWith(column, text()));
    case "does-not-start-with":
      return not(startsWith(column, text()));
    case "ends-with":
      return sure(endsWith(column, text()));
    case "does-not-end-with":
      return not(endsWith(column, text()));
  }
}

/** The words of a comparison, which are SQL's too; looked up, so that nothing else can stand in the SQL. */
export const COMPARISON_SQL: Readonly<Record<ComparisonOp, string>> = {
  "=": "=",
  "!=": "<>",
  ">": ">",
  ">=": ">=",
  "<": "<",
  "<=": "<=",
};

function comparison(column: ColumnSql, op: ComparisonOp, value: FilterValue, parameters: Parameters): string {
  return `${sideOf(column, value)} ${COMPARISON_SQL[op]} ${parameters.add(toSql(value))}`;
}

function isIn(column: ColumnSql, values: readonly FilterValue[], parameters: Parameters): string {
  return `(${values.map((value) => `coalesce(${comparison(column, "=", value, parameters)}, FALSE)`).join(" OR ")})`;
}

/** A value is only compared with values of its own type. */
function sideOf(column: ColumnSql, value: FilterValue): string {
  return { string: column.text, number: column.number, boolean: column.truth }[
    typeof value as "string" | "number" | "boolean"
  ];
}

function toSql(value: FilterValue): string | number {
  return typeof value === "boolean" ? Number(value) : value;
}

function startsWith({ text }: ColumnSql, value: string): string {
  return `substr(${text}, 1, length(${value})) = ${value}`;
}

function endsWith({ text }: ColumnSql, value: string): string {
  return `(length(${value}) = 0 OR substr(${text}, -length(${value})) = ${value}) AND length(${text}) >= length(${value})`;
}

function sure(condition: string): string {
  return `coalesce(${condition}, FALSE)`;
}

function not(condition: string): string {
  return `NOT coalesce(${condition}, FALSE)`;
}
