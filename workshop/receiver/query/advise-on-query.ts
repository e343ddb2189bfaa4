import type { DatabaseSync } from "node:sqlite";
import { nearestWord } from "../../compose/nearest-word.ts";
import { isOwnColumn } from "../own-columns.ts";
import type { QueryProblem } from "../query-api.ts";
import { columnSql, type ColumnSql } from "./column-sql.ts";
import { Parameters } from "./parameters.ts";
import type { Filter, FilterValue, Query } from "./query.ts";
import { seeColumns } from "./see-columns.ts";

/**
 * What a valid query probably does not mean, such as a column that no span of the run has. Empty on an empty store,
 * where every column would be unknown.
 */
export function adviseOnQuery(database: DatabaseSync, query: Query, run: string | null): QueryProblem[] {
  const has = (column: string, part: "exists" | "number" | "text" | "truth") =>
    hasSpan(database, column, part, run ?? "");
  if (!has("trace.trace_id", "exists")) return [];
  const isCalculated = (column: string) =>
    query.calculated_fields?.some(({ name }) => name === column) === true;
  const unseen = unseenColumns(
    query,
    (column) => isOwnColumn(column) || has(column, "exists") || isCalculated(column),
  );
  const known = unseen.length > 0 ? seeColumns(database, run) : [];
  const missing = unseen.map(({ path, column }) => ({ path, message: sayUnseen(column, known) }));
  const isUnseen = (column: string) => isCalculated(column) || unseen.some((each) => each.column === column);
  return [
    ...opsAsValues(query),
    ...missing,
    ...wordsForNumbers(query, has, isUnseen),
    ...otherTypes(query, has, isUnseen),
    ...leftToHoneycomb(query),
  ];
}

function leftToHoneycomb(query: Query): QueryProblem[] {
  const keys = ["calculated_fields", "formulas", "compare_time_offset_seconds"] as const;
  const used = keys.filter((key) => query[key] !== undefined);
  return used.map((path) => ({
    path,
    message: `Only Honeycomb works out ${path}. The rows here are those of the query without it.`,
  }));
}

type Has = (column: string, part: "exists" | "number" | "text" | "truth") => boolean;

function unseenColumns({ calculations, filters, breakdowns }: Query, isSeen: (column: string) => boolean) {
  const named = [
    ...calculations.map(({ column }, index) => ({ path: `calculations[${index}].column`, column })),
    ...filters
      .map(({ column, op }, index) => ({ path: `filters[${index}].column`, column, op }))
      .filter(({ op }) => op !== "does-not-exist"),
    ...breakdowns.map((column, index) => ({ path: `breakdowns[${index}]`, column })),
  ];
  const columns = new Set(named.flatMap(({ column = [] }) => column));
  const unseen = new Set([...columns].filter((column) => !isSeen(column)));
  return named.flatMap(({ path, column = "" }) => (unseen.has(column) ? [{ path, column }] : []));
}

function sayUnseen(column: string, known: readonly string[]): string {
  const today = valueOf(NAMES_BEFORE, column);
  if (today !== undefined)
    return `No span has ${column}: that is its name of some years ago. Today it is ${today}.`;
  if (column === "is_root")
    return "No span has is_root. A root is a span for which trace.parent_id does-not-exist.";
  if (/^(root|parent|child|any\d?|none)\./.test(column))
    return `No span has ${column}. Honeycomb can look at other spans by such a name; here a query sees each span alone.`;
  const near = valueOf(OTHER_NAMES, column) ?? nearestWord(column, known);
  return `No span here has ${column}${near === undefined ? "." : `; did you mean ${near}?`}`;
}

function valueOf(words: Readonly<Record<string, string>>, word: string): string | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

/** Numbers are wanted, and the column holds none. */
function wordsForNumbers(
  { calculations }: Query,
  has: Has,
  isUnseen: (column: string) => boolean,
): QueryProblem[] {
  return calculations.flatMap(({ op, column }, index) => {
    if (column === undefined || op.startsWith("COUNT") || isUnseen(column) || has(column, "number"))
      return [];
    return [
      {
        path: `calculations[${index}].column`,
        message: `${column} holds no numbers, so ${op} has nothing to calculate.`,
      },
    ];
  });
}

/** `exists` and its opposite are whole conditions, and are easily written as what a column should be. */
function opsAsValues({ filters }: Query): QueryProblem[] {
  return filters.flatMap(({ column, op, value }, index) =>
    /^!?=$/.test(op) && (value === "exists" || value === "does-not-exist")
      ? [
          {
            path: `filters[${index}].value`,
            message: `"${value}" is compared as a text here. It is an op, and needs no value: { "column": ${JSON.stringify(column)}, "op": "${value}" }`,
          },
        ]
      : [],
  );
}

/** Values are compared within their type; one of another type matches nothing. */
function otherTypes({ filters }: Query, has: Has, isUnseen: (column: string) => boolean): QueryProblem[] {
  return filters.flatMap((filter, index) => {
    const { column, op } = filter;
    if (isUnseen(column) || /exist/.test(op)) return [];
    const wanted = partOf(filter);
    if (wanted === undefined || has(column, wanted)) return [];
    const held = PARTS.filter((part) => has(column, part)).map((part) => KINDS[part]);
    if (held.length === 0) return [];
    return [
      {
        path: `filters[${index}].value`,
        message: `${column} holds ${held.join(" and ")}, and ${shown(filter)} is ${ONE_OF[wanted]}. ${HOW[PARTS.find((part) => has(column, part)) as Part]}`,
      },
    ];
  });
}

type Part = "number" | "text" | "truth";
const PARTS: readonly Part[] = ["number", "text", "truth"];
const KINDS: Record<Part, string> = { number: "numbers", text: "texts", truth: "true and false" };
const ONE_OF: Record<Part, string> = { number: "a number", text: "a text", truth: "true or false" };
const HOW: Record<Part, string> = {
  number: "A number stands without quotation marks.",
  text: "A text stands in quotation marks.",
  truth: "true and false stand without quotation marks.",
};

function partOf({ value }: Filter): Part | undefined {
  const kinds = new Set((Array.isArray(value) ? value : [value]).map((each: FilterValue) => typeof each));
  if (kinds.size !== 1) return undefined;
  const [kind] = kinds;
  return kind === "string" ? "text" : kind === "boolean" ? "truth" : "number";
}

function shown({ value }: Filter): string {
  return JSON.stringify(Array.isArray(value) ? value[0] : value);
}

function hasSpan(
  database: DatabaseSync,
  column: string,
  part: keyof ColumnSql & ("exists" | Part),
  run: string,
): boolean {
  const parameters = new Parameters();
  const sql = columnSql(column, parameters, database)[part];
  const condition = part === "exists" ? sql : `${sql} IS NOT NULL`;
  const statement = `SELECT 1 FROM spans WHERE run = ${parameters.add(run)} AND ${condition} LIMIT 1`;
  return database.prepare(statement).get(...parameters.values) !== undefined;
}

/** Names that went with the old semantic conventions, and what stands in their place. */
const NAMES_BEFORE: Readonly<Record<string, string>> = {
  "http.method": "http.request.method",
  "http.status_code": "http.response.status_code",
  "http.target": "url.path",
  "http.url": "url.full",
  "http.user_agent": "user_agent.original",
  "http.host": "server.address",
  "http.scheme": "url.scheme",
  "http.client_ip": "client.address",
  "http.server_name": "server.address",
  "http.flavor": "network.protocol.version",
  "net.peer.ip": "network.peer.address",
  "net.peer.name": "server.address",
  "net.peer.port": "server.port",
  "net.host.name": "server.address",
  "net.host.port": "server.port",
};

/** As other tools call Honeycomb's own columns. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  durationMs: "duration_ms",
  duration: "duration_ms",
  trace_id: "trace.trace_id",
  traceId: "trace.trace_id",
  "trace.id": "trace.trace_id",
  span_id: "trace.span_id",
  parent_id: "trace.parent_id",
  parentSpanId: "trace.parent_id",
  service: "service.name",
  service_name: "service.name",
  kind: "span.kind",
  status: "status_code",
  "otel.status_code": "status_code",
};
