import { nearestWord } from "../../compose/nearest-word.ts";
import type { QueryProblem } from "../query-api.ts";
import { jsonProblem, readPlaces } from "./json-text.ts";
import {
  CALCULATION_OPS,
  COMPARISON_OPS,
  FILTER_OPS,
  HONEYCOMB_ONLY,
  calculationName,
  type Calculation,
  type Expression,
  type Filter,
  type FilterValue,
  type Having,
  type Order,
  type Query,
} from "./query.ts";

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly problems: readonly QueryProblem[] };

/** Reads a query from its JSON text, or says everything that is wrong with it, each with its line. */
export function parseQueryText(text: string): ParsedQuery {
  const json = text.replace(/^\uFEFF/, "");
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, problems: [jsonProblem(json)] };
  }
  if (json.length > LONGEST_TEXT)
    return { ok: false, problems: [{ path: "", message: "This is too long to be a query." }] };
  if (isDeeperThan(value, 10))
    return {
      ok: false,
      problems: [{ path: "", message: "The brackets stand in one another too deep for a query." }],
    };
  const parsed = parseQuery(value);
  const { lineOf, repeated } = readPlaces(json);
  if (parsed.ok && repeated.length === 0) return parsed;
  const located = (parsed.ok ? [] : parsed.problems).map((problem) => {
    const line = lineOf(problem.path);
    return line === undefined ? problem : { ...problem, line };
  });
  return { ok: false, problems: [...located, ...repeated] };
}

/** Checks a value against the query specification; only what passed here is ever compiled. */
export function parseQuery(value: unknown): ParsedQuery {
  const problems: QueryProblem[] = [];
  const say = (path: string, message: string): undefined =>
    void (problems.length < MOST_PROBLEMS && problems.push({ path, message }));
  if (!isRecord(value)) {
    say(
      "",
      `A query is a JSON object such as { "calculations": [{ "op": "COUNT" }] }, not ${kindOf(value)}.`,
    );
    return { ok: false, problems };
  }
  const read = new Reader(say);
  read.keys(value, "", KEYS, IGNORED_KEYS);
  const beyond = read.beyond(value);
  const calculations = read.list(value["calculations"], "calculations", (each, path) =>
    read.calculation(each, path),
  );
  const breakdowns = read.list(value["breakdowns"], "breakdowns", (each, path) => read.name(each, path));
  const known = calculations.length === 0 ? [{ op: "COUNT" } as const] : calculations;
  const query: Query = {
    calculations: known,
    filters: read
      .list(value["filters"], "filters", (each, path) => read.filter(each, path))
      .filter(({ column }) => !isNamedIn(beyond.calculated_fields, column)),
    filter_combination:
      read.word(value["filter_combination"], "filter_combination", ["AND", "OR"] as const, "AND") ?? "AND",
    breakdowns,
    orders: read.list(value["orders"], "orders", (each, path) =>
      isOfFormula(each, beyond) ? undefined : read.order(each, path, known, breakdowns),
    ),
    havings: read.list(value["havings"], "havings", (each, path) =>
      isOfFormula(each, beyond) ? undefined : read.having(each, path, known),
    ),
    limit: read.whole(value["limit"], "limit", 1, 1000) ?? 100,
    ...read.times(value),
    ...beyond,
  };
  read.granularity(value["granularity"], query);
  for (const [path, list] of [
    ["calculations", known],
    ["breakdowns", breakdowns],
    ["filters", query.filters],
    ["orders", query.orders],
    ["havings", query.havings],
  ] as const) {
    if (list.length > MOST_ENTRIES)
      say(path, `At most ${MOST_ENTRIES} entries fit here; there are ${list.length}.`);
  }
  if (new Set(breakdowns).size < breakdowns.length) say("breakdowns", "The same column stands here twice.");
  return problems.length > 0 ? { ok: false, problems } : { ok: true, query };
}

const LONGEST_TEXT = 200_000;
const MOST_PROBLEMS = 20;
const MOST_ENTRIES = 50;
const LONGEST_NAME = 500;
const KEYS = [
  "calculations",
  "filters",
  "filter_combination",
  "breakdowns",
  "orders",
  "havings",
  "limit",
  "time_range",
  "start_time",
  "end_time",
] as const;
/** What Honeycomb adds of its own, what only changes how it draws, and what only Honeycomb calculates. */
const IGNORED_KEYS = [
  "id",
  "granularity",
  "name",
  "description",
  "usage_mode",
  "calculated_fields",
  "formulas",
  "compare_time_offset_seconds",
] as const;
/** Where a query names no time, Honeycomb looks at the last two hours. */
const USUAL_RANGE = 7200;
const OFFSETS = [1800, 3600, 7200, 28_800, 86_400, 604_800, 2_419_200, 15_724_800];

type Beyond = Pick<Query, "calculated_fields" | "formulas" | "compare_time_offset_seconds">;
type Say = (path: string, message: string) => undefined;
type Json = Readonly<Record<string, unknown>>;

class Reader {
  readonly #say: Say;

  constructor(say: Say) {
    this.#say = say;
  }

  keys(value: Json, path: string, known: readonly string[], ignored: readonly string[] = []): void {
    for (const key of Object.keys(value)) {
      if (known.includes(key) || ignored.includes(key)) continue;
      const meant = key.toLowerCase();
      const near = nearestWord(key, known) ?? (Object.hasOwn(SYNONYMS, meant) ? SYNONYMS[meant] : undefined);
      const help = isQuery(value[key])
        ? "the parts of a query stand at the top of the file, with nothing around them."
        : near && known.includes(near)
          ? `did you mean ${near}?`
          : `known are ${known.join(", ")}.`;
      this.#say(join(path, key), `There is no ${shown(key)} here; ${help}`);
    }
  }

  list<T>(value: unknown, path: string, read: (each: unknown, path: string) => T | undefined): T[] {
    if (isAbsent(value)) return [];
    if (!Array.isArray(value)) {
      this.#say(path, `This must be a list, [ … ], not ${kindOf(value)}.`);
      return [];
    }
    return value.slice(0, 1000).flatMap((each, index) => {
      const one = read(each, `${path}[${index}]`);
      return one === undefined ? [] : [one];
    });
  }

  name(value: unknown, path: string): string | undefined {
    if (typeof value !== "string")
      return this.#say(path, `This must be a column's name in quotes, not ${kindOf(value)}.`);
    if (value.trim() === "") return this.#say(path, "A column's name is missing.");
    if (value.length > LONGEST_NAME || value.includes("\0"))
      return this.#say(path, "No column has such a name.");
    return value;
  }

  word<W extends string>(value: unknown, path: string, words: readonly W[], otherwise?: W): W | undefined {
    if (isAbsent(value) && otherwise !== undefined) return otherwise;
    if (words.includes(value as W)) return value as W;
    if (isAbsent(value)) return this.#say(path, `This is missing; it is one of ${words.join(", ")}.`);
    if (typeof value !== "string")
      return this.#say(path, `This must be one of ${words.join(", ")}, not ${kindOf(value)}.`);
    const same = words.find((word) => word.toLowerCase() === value.trim().toLowerCase());
    const near = same ?? synonym(value, words) ?? nearestWord(value, words);
    return this.#say(
      path,
      `There is no ${shown(value)}; ${near ? `did you mean ${near}?` : `known are ${words.join(", ")}.`}`,
    );
  }

  whole(value: unknown, path: string, least: number, most: number): number | undefined {
    if (isAbsent(value)) return undefined;
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
    const isQuoted = typeof value === "string" && /^\d+$/.test(value.trim());
    return this.#say(
      path,
      `This must be a whole number from ${least} to ${most}, not ${shown(value)}.${isQuoted ? " A number stands without quotation marks." : ""}`,
    );
  }

  calculation(value: unknown, path: string): Calculation | undefined {
    const entry = this.#entry(value, path, ["op", "column", "name"]);
    if (!entry) return undefined;
    const op = this.#operation(entry["op"], `${path}.op`);
    if (op === undefined) return undefined;
    const column = entry["column"];
    // Honeycomb takes a column here, and counts spans all the same.
    if (op === "COUNT") return isAbsent(column) || this.name(column, `${path}.column`) ? { op } : undefined;
    if (isAbsent(column)) return this.#say(`${path}.column`, `${op} needs a column.`);
    const name = this.name(column, `${path}.column`);
    return name === undefined ? undefined : { op, column: name };
  }

  filter(value: unknown, path: string): Filter | undefined {
    const entry = this.#entry(value, path, ["column", "op", "value"]);
    if (!entry) return undefined;
    const column = this.name(entry["column"], `${path}.column`);
    const op = this.word(entry["op"], `${path}.op`, FILTER_OPS);
    if (column === undefined || op === undefined) return undefined;
    const given = entry["value"];
    if (op === "exists" || op === "does-not-exist") {
      if (isAbsent(given)) return { column, op };
      return this.#say(`${path}.value`, `${op} takes no value.`);
    }
    if (op === "in" || op === "not-in") return this.#listFilter(column, op, given, `${path}.value`);
    if (!isFilterValue(given))
      return this.#say(`${path}.value`, `${op} needs a text, a number, true or false, not ${kindOf(given)}.`);
    const isText = /contain|start|end/.test(op);
    if (isText && typeof given !== "string")
      return this.#say(`${path}.value`, `${op} needs a text in quotes, not ${shown(given)}.`);
    return { column, op, value: given };
  }

  #listFilter(column: string, op: "in" | "not-in", given: unknown, path: string): Filter | undefined {
    if (!Array.isArray(given))
      return this.#say(path, `${op} needs a list, such as ["a", "b"], not ${kindOf(given)}.`);
    if (given.length === 0 || given.length > 500)
      return this.#say(path, `${op} needs 1 to 500 values, not ${given.length}.`);
    const wrong = given.findIndex((each) => !isFilterValue(each));
    if (wrong >= 0)
      return this.#say(
        `${path}[${wrong}]`,
        `This must be a text, a number, true or false, not ${kindOf(given[wrong])}.`,
      );
    return { column, op, value: given as FilterValue[] };
  }

  order(
    value: unknown,
    path: string,
    calculations: readonly Calculation[],
    breakdowns: readonly string[],
  ): Order | undefined {
    const entry = this.#entry(value, path, ["op", "column", "order"]);
    if (!entry) return undefined;
    const order = this.word(
      entry["order"],
      `${path}.order`,
      ["ascending", "descending"] as const,
      "ascending",
    );
    if (order === undefined) return undefined;
    if (isAbsent(entry["op"])) {
      const column = this.name(entry["column"], `${path}.column`);
      if (column === undefined) return undefined;
      if (breakdowns.includes(column)) return { column, order };
      return this.#say(
        `${path}.column`,
        `The order names ${shown(column)}, which is not in breakdowns${listed(column, breakdowns)}`,
      );
    }
    const calculation = this.#ofQuery(entry["op"], entry["column"], path, "op", calculations);
    if (calculation?.op === "HEATMAP")
      return this.#say(`${path}.op`, "A HEATMAP is a picture; rows cannot be put in its order.");
    return calculation && { ...calculation, order };
  }

  having(value: unknown, path: string, calculations: readonly Calculation[]): Having | undefined {
    const entry = this.#entry(value, path, ["calculate_op", "column", "op", "value"]);
    if (!entry) return undefined;
    const op = this.word(entry["op"], `${path}.op`, COMPARISON_OPS);
    const calculation = this.#ofQuery(
      entry["calculate_op"],
      entry["column"],
      path,
      "calculate_op",
      calculations,
    );
    const given = entry["value"];
    if (typeof given !== "number" || !Number.isFinite(given))
      return this.#say(`${path}.value`, `This must be a number, not ${kindOf(given)}.`);
    if (calculation?.op === "HEATMAP")
      return this.#say(
        `${path}.calculate_op`,
        "A HEATMAP is a picture; it cannot be compared with a number.",
      );
    if (op === undefined || calculation === undefined) return undefined;
    const { op: calculate_op, ...column } = calculation;
    return { calculate_op, ...column, op, value: given };
  }

  times(value: Json): Pick<Query, "time_range" | "start_time" | "end_time"> {
    const range = this.whole(value["time_range"], "time_range", 1, 31_536_000);
    const start = this.#moment(value["start_time"], "start_time");
    const end = this.#moment(value["end_time"], "end_time");
    if (range !== undefined && start !== undefined && end !== undefined)
      this.#say("time_range", "Give two of time_range, start_time and end_time, not all three.");
    if (start !== undefined && end !== undefined && start >= end)
      this.#say("end_time", "The end must be later than start_time.");
    return {
      ...(range !== undefined && { time_range: range }),
      ...(start !== undefined && { start_time: start }),
      ...(end !== undefined && { end_time: end }),
    };
  }

  /** What changes the answer, and only Honeycomb calculates: it is read, and left to Honeycomb. */
  beyond(value: Json): Beyond {
    const calculated_fields = this.#expressions(value["calculated_fields"], "calculated_fields");
    const formulas = this.#expressions(value["formulas"], "formulas");
    const offset = this.#offset(value["compare_time_offset_seconds"], value["time_range"]);
    return {
      ...(calculated_fields.length > 0 && { calculated_fields }),
      ...(formulas.length > 0 && { formulas }),
      ...(offset !== undefined && { compare_time_offset_seconds: offset }),
    };
  }

  #expressions(value: unknown, path: string): Expression[] {
    return this.list(value, path, (each, at) => {
      const entry = this.#entry(each, at, ["name", "expression"]);
      const name = entry && this.name(entry["name"], `${at}.name`);
      if (name === undefined) return undefined;
      const expression = entry?.["expression"];
      return typeof expression === "string" && expression.trim() !== ""
        ? { name, expression }
        : this.#say(`${at}.expression`, `This must be a formula in quotes, not ${kindOf(expression)}.`);
    });
  }

  #offset(value: unknown, range: unknown): number | undefined {
    const path = "compare_time_offset_seconds";
    const offset = this.whole(value, path, 1, OFFSETS.at(-1) as number);
    if (offset === undefined || offset === range || OFFSETS.includes(offset)) return offset;
    return this.#say(
      path,
      `Honeycomb takes the query's own time range here, or one of ${OFFSETS.join(", ")}.`,
    );
  }

  /** How finely Honeycomb draws; zero leaves it to Honeycomb. */
  granularity(value: unknown, { time_range, start_time, end_time }: Query): void {
    const given = value === 0 ? undefined : this.whole(value, "granularity", 1, 31_536_000);
    const between = start_time !== undefined && end_time !== undefined ? end_time - start_time : undefined;
    const range = time_range ?? between ?? (start_time === undefined ? USUAL_RANGE : undefined);
    if (given === undefined || range === undefined) return;
    const least = Math.ceil(range / 1000);
    if (given < least || given > range)
      this.#say(
        "granularity",
        `For a time range of ${range} seconds Honeycomb takes a granularity from ${least} to ${range}, not ${given}.`,
      );
  }

  #moment(value: unknown, path: string): number | undefined {
    if (typeof value === "number" && value >= 1e11)
      return this.#say(path, "This must be in seconds since 1970; it looks like milliseconds.");
    if (typeof value === "string")
      return this.#say(path, "This must be a number: seconds since 1970, without quotes.");
    return this.whole(value, path, 0, 1e11);
  }

  #operation(value: unknown, path: string): Calculation["op"] | undefined {
    const name = typeof value === "string" ? value.trim().toUpperCase() : "";
    if (Object.hasOwn(HONEYCOMB_ONLY, name))
      return this.#say(
        path,
        `${name} is not calculated here, only in Honeycomb: it ${HONEYCOMB_ONLY[name]}.`,
      );
    const [, op, column] = /^(\w+) *\( *([^()]*?) *\)$/.exec(name === "" ? "" : String(value).trim()) ?? [];
    const known = CALCULATION_OPS.find((word) => word === op?.toUpperCase());
    if (known && column) {
      const key = path.split(".").at(-1);
      return this.#say(
        path,
        `There is no ${shown(value)}; its column stands beside it: "${key}": "${known}", "column": ${shown(column)}.`,
      );
    }
    if (known) return this.#say(path, `There is no ${shown(value)}; did you mean ${known}?`);
    return this.word(value, path, CALCULATION_OPS);
  }

  /** The calculation of the query that an order or a having means. */
  #ofQuery(
    op: unknown,
    column: unknown,
    path: string,
    key: string,
    calculations: readonly Calculation[],
  ): Calculation | undefined {
    const known = this.#operation(op, `${path}.${key}`);
    if (known === undefined) return undefined;
    const found = calculations.find(
      (each) => each.op === known && (known === "COUNT" || (each.column ?? null) === (column ?? null)),
    );
    if (found) return found;
    const name = calculationName({ op: known, ...(typeof column === "string" && { column }) });
    const alike = calculations.find((each) => each.op === known && each.column !== undefined);
    if (alike && (column ?? null) === null)
      return this.#say(
        path,
        `${name} is not among the calculations, but ${calculationName(alike)} is. Name the column too: "column": ${shown(alike.column)}.`,
      );
    return this.#say(
      path,
      `${name} is not among the calculations${listed(name, calculations.map(calculationName))}`,
    );
  }

  #entry(value: unknown, path: string, keys: readonly string[]): Json | undefined {
    if (!isRecord(value)) return this.#say(path, `This must be an object, { … }, not ${kindOf(value)}.`);
    this.keys(value, path, keys);
    return value;
  }
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function isNamedIn(expressions: readonly Expression[] | undefined, name: unknown): boolean {
  return expressions?.some((each) => each.name === name) === true;
}

/** An order or a having names a formula where others name a column. */
function isOfFormula(entry: unknown, { formulas }: Beyond): boolean {
  return isRecord(entry) && isNamedIn(formulas, entry["column"]);
}

/** Words of other query languages, and Honeycomb's older ones. */
const SYNONYMS: Readonly<Record<string, string>> = {
  visualize: "calculations",
  select: "calculations",
  where: "filters",
  "group by": "breakdowns",
  group_by: "breakdowns",
  groupby: "breakdowns",
  order_by: "orders",
  orderby: "orders",
  having: "havings",
  mean: "AVG",
  average: "AVG",
  median: "P50",
  total: "SUM",
  p100: "MAX",
  distinct: "COUNT_DISTINCT",
  "==": "=",
  "===": "=",
  equals: "=",
  eq: "=",
  "<>": "!=",
  "!==": "!=",
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
  "not-exists": "does-not-exist",
  "is-null": "does-not-exist",
  includes: "contains",
  like: "contains",
  "not in": "not-in",
  asc: "ascending",
  desc: "descending",
};

function synonym<W extends string>(value: string, words: readonly W[]): W | undefined {
  const plain = value.trim().toLowerCase();
  const meant = Object.hasOwn(SYNONYMS, plain) ? SYNONYMS[plain] : plain.replaceAll(/[ _]/g, "-");
  return words.find((word) => word === meant);
}

function listed(name: string, names: readonly string[]): string {
  const near = nearestWord(name, names);
  if (near) return `; did you mean ${near}?`;
  return names.length === 0 ? "." : `: ${names.join(", ")}.`;
}

function join(path: string, key: string): string {
  const plain = /^[\w-]{1,60}$/.test(key) ? key : shown(key);
  return path === "" ? plain : `${path}.${plain}`;
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((each) => isDeeperThan(each, depth - 1));
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFilterValue(value: unknown): value is FilterValue {
  return (
    (typeof value === "string" && value.length <= 10_000) ||
    typeof value === "boolean" ||
    (typeof value === "number" && Number.isFinite(value))
  );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : shown(value);
}

/** Whether a query stands there whole, one level too deep. */
function isQuery(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    (Object.hasOwn(value, "calculations") || Object.hasOwn(value, "breakdowns"))
  );
}
