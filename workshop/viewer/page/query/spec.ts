import { readValue, readValues, writeValue } from "./filter-value.ts";

/** A query while it is being written: every line is there, also one that is not complete yet. */
export interface Draft {
  readonly calculations: readonly Named[];
  readonly filters: readonly { readonly column: string; readonly op: string; readonly value: string }[];
  readonly filter_combination: "AND" | "OR";
  readonly breakdowns: readonly string[];
  /** Without `op`, by a column that the query groups by. */
  readonly orders: readonly (Named & { readonly order: string })[];
  readonly havings: readonly (Named & { readonly compare: string; readonly value: string })[];
  readonly limit: string;
  /** Seconds; empty for everything. */
  readonly time_range: string;
  /** What a file says and the form does not show: it stays as it is. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** A calculation, or with an empty `op` a column. */
export interface Named {
  readonly op: string;
  readonly column: string;
}

export type Clause = keyof Pick<Draft, "calculations" | "filters" | "breakdowns" | "orders" | "havings">;

export const EMPTY: Draft = {
  calculations: [{ op: "COUNT", column: "" }],
  filters: [],
  filter_combination: "AND",
  breakdowns: [],
  orders: [],
  havings: [],
  limit: "",
  time_range: "",
  rest: {},
};

/** The draft as Honeycomb's query specification; lines that were only added, and not filled in, are left out. */
export function toSpec(draft: Draft): Record<string, unknown> {
  const { calculations, filters, breakdowns, orders, havings } = mapLines(draft, (clause) =>
    written(draft, clause),
  );
  return {
    ...(calculations.length > 0 && { calculations: calculations.map(calculationSpec) }),
    ...(filters.length > 0 && { filters: filters.map(filterSpec) }),
    ...(filters.length > 1 && draft.filter_combination === "OR" && { filter_combination: "OR" }),
    ...(breakdowns.length > 0 && { breakdowns }),
    ...(orders.length > 0 && {
      orders: orders.map(({ order, ...named }) => ({ ...namedSpec(named), order })),
    }),
    ...(havings.length > 0 && { havings: havings.map(havingSpec) }),
    ...(draft.limit !== "" && { limit: Number(draft.limit) }),
    ...(draft.time_range !== "" && { time_range: Number(draft.time_range) }),
    ...draft.rest,
  };
}

/** What a valid specification says, for the form. */
export function fromSpec(spec: Readonly<Record<string, unknown>>): Draft {
  const {
    limit,
    time_range,
    filter_combination,
    calculations,
    filters,
    breakdowns,
    orders,
    havings,
    ...rest
  } = spec;
  const named = ({ op, calculate_op, column }: Json): Named => ({
    op: text(op ?? calculate_op),
    column: text(column),
  });
  const made = list(calculations).map(named);
  return {
    calculations: made.length > 0 ? made : EMPTY.calculations,
    filters: list(filters).map(({ column, op, value }) => ({
      column: text(column),
      op: text(op),
      value: value === undefined || value === null ? "" : writeValue(value),
    })),
    filter_combination: filter_combination === "OR" ? "OR" : "AND",
    breakdowns: list(breakdowns).map(text),
    orders: list(orders).map((each) => ({ ...named(each), order: text(each["order"]) || "ascending" })),
    havings: list(havings).map(({ calculate_op, column, op, value }) => ({
      ...named({ op: calculate_op, column }),
      compare: text(op),
      value: text(value),
    })),
    limit: text(limit),
    time_range: text(time_range),
    rest,
  };
}

/** The line of the form that a place such as `filters[1].op` means; a clause alone where it means no line. */
export function lineAt(draft: Draft, path: string): { readonly clause: string; readonly line?: number } {
  const [, clause = "", index] = /^(\w+)(?:\[(\d+)\])?/.exec(path) ?? [];
  if (index === undefined || !isClause(clause)) return { clause };
  const kept = draft[clause].flatMap((line, at) => (isWritten(clause, line) ? [at] : []));
  const line = kept[Number(index)];
  return line === undefined ? { clause } : { clause, line };
}

/** What an order or a having may name. */
export function calculated({ calculations }: Draft): Named[] {
  const named = calculations.filter(
    ({ op, column }) => op !== "HEATMAP" && (op === "COUNT" || column !== ""),
  );
  return named.map(({ op, column }) => ({ op, column: op === "COUNT" ? "" : column }));
}

export function nameOf({ op, column }: Named): string {
  if (op === "") return column;
  return column === "" ? op : `${op}(${column})`;
}

type Json = Readonly<Record<string, unknown>>;

function mapLines<R>(draft: Draft, map: (clause: Clause) => R): { [C in Clause]: Draft[C] } {
  const clauses: readonly Clause[] = ["calculations", "filters", "breakdowns", "orders", "havings"];
  return Object.fromEntries(clauses.map((clause) => [clause, map(clause)])) as unknown as Draft;
}

function written(draft: Draft, clause: Clause): readonly unknown[] {
  return (draft[clause] as readonly unknown[]).filter((line) => isWritten(clause, line));
}

function isWritten(clause: Clause, line: unknown): boolean {
  if (clause === "breakdowns") return line !== "";
  if (clause === "filters") {
    const { column, value } = line as Draft["filters"][number];
    return column !== "" || value !== "";
  }
  return true;
}

function isClause(word: string): word is Clause {
  return ["calculations", "filters", "breakdowns", "orders", "havings"].includes(word);
}

function calculationSpec({ op, column }: Named): Json {
  return op === "COUNT" ? { op } : { op, column };
}

function namedSpec({ op, column }: Named): Json {
  return { ...(op !== "" && { op }), ...(column !== "" && { column }) };
}

function filterSpec({ column, op, value }: Draft["filters"][number]): Json {
  if (op.endsWith("exist") || op === "exists") return { column, op };
  if (op === "in" || op === "not-in") return { column, op, value: readValues(value) };
  const read = readValue(value);
  return {
    column,
    op,
    value: /contain|start|end/.test(op) && typeof read !== "string" ? value.trim() : read,
  };
}

function havingSpec({ op, column, compare, value }: Draft["havings"][number]): Json {
  const number = value.trim() === "" ? null : Number(value);
  return { calculate_op: op, ...(column !== "" && { column }), op: compare, value: number };
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function text(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}
