import { signal } from "@preact/signals";

/** A query while it is being written: every line is there, also one that is not complete yet. */
export interface Draft {
  readonly calculations: readonly { readonly op: string; readonly column: string }[];
  readonly filters: readonly { readonly column: string; readonly op: string; readonly value: string }[];
  readonly filter_combination: "AND" | "OR";
  readonly breakdowns: readonly string[];
  /** By what is calculated or grouped, as `P90 duration_ms` or the column alone. */
  readonly orders: readonly { readonly by: string; readonly order: string }[];
  readonly havings: readonly { readonly by: string; readonly op: string; readonly value: string }[];
  readonly limit: string;
  /** Seconds; empty for everything. */
  readonly time_range: string;
}

export const EMPTY: Draft = {
  calculations: [{ op: "COUNT", column: "" }],
  filters: [],
  filter_combination: "AND",
  breakdowns: [],
  orders: [],
  havings: [],
  limit: "100",
  time_range: "",
};

export const draft = signal<Draft>({
  ...EMPTY,
  calculations: [
    { op: "COUNT", column: "" },
    { op: "HEATMAP", column: "duration_ms" },
    { op: "P90", column: "duration_ms" },
  ],
  filters: [{ column: "trace.parent_id", op: "does-not-exist", value: "" }],
  breakdowns: ["name"],
});

export function change(part: Partial<Draft>): void {
  draft.value = { ...draft.value, ...part };
}

/** The draft as Honeycomb's query specification; lines without a column are left out. */
export function toSpec(from: Draft): Record<string, unknown> {
  const calculations = from.calculations.map(({ op, column }) => (op === "COUNT" ? { op } : { op, column }));
  const filters = from.filters.filter(({ column }) => column !== "").map(filterSpec);
  const breakdowns = from.breakdowns.filter((column) => column !== "");
  const orders = from.orders
    .filter(({ by }) => by !== "")
    .map(({ by, order }) => ({ ...calculationOf(by), order }));
  const havings = from.havings
    .filter(({ by, value }) => by !== "" && value.trim() !== "")
    .map(({ by, op, value }) => {
      const { op: calculate_op, ...column } = calculationOf(by);
      return { calculate_op, ...column, op, value: Number(value) };
    });
  return {
    calculations,
    ...(filters.length > 0 && { filters }),
    ...(filters.length > 1 && { filter_combination: from.filter_combination }),
    ...(breakdowns.length > 0 && { breakdowns }),
    ...(orders.length > 0 && { orders }),
    ...(havings.length > 0 && { havings }),
    limit: Number(from.limit) || 100,
    ...(from.time_range !== "" && { time_range: Number(from.time_range) }),
  };
}

/** What a saved query says, for the form. */
export function fromSpec(spec: Record<string, unknown>): Draft {
  const list = (name: string) => (Array.isArray(spec[name]) ? (spec[name] as Record<string, unknown>[]) : []);
  const text = (value: unknown) => (value === undefined || value === null ? "" : String(value));
  const calculations = list("calculations").map(({ op, column }) => ({ op: text(op), column: text(column) }));
  return {
    calculations: calculations.length > 0 ? calculations : EMPTY.calculations,
    filters: list("filters").map(({ column, op, value }) => ({
      column: text(column),
      op: text(op),
      value: Array.isArray(value)
        ? value.map(writeValue).join(", ")
        : value === undefined
          ? ""
          : writeValue(value),
    })),
    filter_combination: spec["filter_combination"] === "OR" ? "OR" : "AND",
    breakdowns: list("breakdowns").map(text),
    orders: list("orders").map(({ op, column, order }) => ({
      by: [text(op), text(column)].filter(Boolean).join(" "),
      order: text(order) || "ascending",
    })),
    havings: list("havings").map(({ calculate_op, column, op, value }) => ({
      by: [text(calculate_op), text(column)].filter(Boolean).join(" "),
      op: text(op),
      value: text(value),
    })),
    limit: text(spec["limit"]) || "100",
    time_range: text(spec["time_range"]),
  };
}

/** What an order or a having may name. */
export function calculationKeys({ calculations }: Draft): string[] {
  return calculations
    .filter(({ op }) => op !== "HEATMAP")
    .map(({ op, column }) => (op === "COUNT" ? op : `${op} ${column}`));
}

function calculationOf(by: string): { op?: string; column?: string } {
  const [, op, column] = /^([A-Z][A-Z_0-9]*)(?: (.+))?$/.exec(by) ?? [];
  if (op === undefined) return { column: by };
  return { op, ...(column !== undefined && { column }) };
}

function filterSpec({ column, op, value }: Draft["filters"][number]): Record<string, unknown> {
  if (/exist/.test(op)) return { column, op };
  if (op === "in" || op === "not-in")
    return { column, op, value: value.split(",").map((each) => readValue(each.trim())) };
  return { column, op, value: /contain|start|end/.test(op) ? value : readValue(value) };
}

/** `500` and `true` are what they look like; quotation marks make them a text. */
function readValue(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return /^".*"$/.test(text) ? text.slice(1, -1) : text;
}

function writeValue(value: unknown): string {
  const text = String(value);
  return typeof value === "string" && typeof readValue(text) !== "string" ? `"${text}"` : text;
}
