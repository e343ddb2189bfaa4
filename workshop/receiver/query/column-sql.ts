import type { DatabaseSync } from "node:sqlite";
import { SPAN_KINDS } from "../../trace/wire-enums.ts";
import { hidingFact, isOwnColumn, type OwnColumn } from "../own-columns.ts";
import type { Parameters } from "./parameters.ts";

/** A column as SQL. Each part is made of this file's own words and numbered parameters, never of what somebody wrote. */
export interface ColumnSql {
  /** Whatever groups equal values: JSON text for a field, so that "3", 3 and true stay apart. */
  readonly key: string;
  /** From `key`, named as given, back to JSON text. */
  readonly keyToJson: (key: string) => string;
  /** From `key`: numbers before texts. */
  readonly keyToOrder: (key: string) => string;
  /** The value where it is of that type, else NULL. */
  readonly number: string;
  readonly text: string;
  /** 0 or 1. */
  readonly truth: string;
  readonly exists: string;
  /** Whether reading it means parsing JSON. */
  readonly slow: boolean;
}

export function columnSql(name: string, parameters: Parameters, database: DatabaseSync): ColumnSql {
  if (!isOwnColumn(name)) return fieldSql(name, parameters, database);
  return isHidden(database, name) ? hiddenSql(OWN[name], fieldSql(name, parameters, database)) : OWN[name];
}

/** Whether some span has a field of the column's name, which hides the column on that span, as in Honeycomb. */
function isHidden(database: DatabaseSync, name: OwnColumn): boolean {
  return database.prepare("SELECT 1 FROM facts WHERE name = ?").get(hidingFact(name)) !== undefined;
}

function hiddenSql(own: ColumnSql, field: ColumnSql & { readonly isSet: string }): ColumnSql {
  const either = (part: "number" | "text" | "truth") => `iif(${field.isSet}, ${field[part]}, ${own[part]})`;
  return {
    key: `iif(${field.isSet}, ${field.key}, ${own.keyToJson(own.key)})`,
    keyToJson: same,
    keyToOrder: field.keyToOrder,
    number: either("number"),
    text: either("text"),
    truth: either("truth"),
    exists: `iif(${field.isSet}, ${field.exists}, ${own.exists})`,
    slow: true,
  };
}

const asJson = (key: string) => `iif(${key} IS NULL, NULL, json_quote(${key}))`;
const same = (key: string) => key;
const rest = { keyToJson: asJson, keyToOrder: same, slow: false };
const textColumn = (sql: string): ColumnSql => ({
  ...rest,
  key: sql,
  text: sql,
  number: "NULL",
  truth: "NULL",
  exists: `${sql} IS NOT NULL`,
});
const numberColumn = (sql: string): ColumnSql => ({
  ...rest,
  key: sql,
  text: "NULL",
  number: `CAST(${sql} AS REAL)`,
  truth: "NULL",
  exists: `${sql} IS NOT NULL`,
});

const KIND = `CASE spans.kind ${SPAN_KINDS.map((kind, index) => `WHEN ${index} THEN '${kind}'`).join(" ")} END`;
const TRACE_ID = "(SELECT trace_id FROM traces WHERE traces.id = spans.trace)";

/** Honeycomb's own columns. */
const OWN: Readonly<Record<OwnColumn, ColumnSql>> = {
  // Grouped by the trace's number, which is quicker than its id.
  "trace.trace_id": {
    ...textColumn(TRACE_ID),
    key: "spans.trace",
    keyToJson: (key) => `(SELECT json_quote(trace_id) FROM traces WHERE traces.id = ${key})`,
    keyToOrder: (key) => `(SELECT trace_id FROM traces WHERE traces.id = ${key})`,
    exists: "TRUE",
  },
  "trace.span_id": textColumn("spans.span_id"),
  "trace.parent_id": textColumn("spans.parent_id"),
  name: textColumn("spans.name"),
  duration_ms: numberColumn("(spans.duration / 1e6)"),
  "service.name": textColumn("spans.service"),
  status_code: numberColumn("spans.status"),
  status_message: textColumn("nullif(spans.status_message, '')"),
  error: {
    ...rest,
    key: "iif(spans.status = 2, 'true', NULL)",
    keyToJson: same,
    number: "NULL",
    text: "NULL",
    truth: "iif(spans.status = 2, 1, NULL)",
    exists: "spans.status = 2",
  },
  "library.name": textColumn("nullif(spans.scope, '')"),
  "library.version": textColumn("nullif(spans.scope_version, '')"),
  "span.kind": textColumn(KIND),
  "span.num_events": numberColumn("coalesce(json_array_length(spans.rest, '$.events'), 0)"),
  "span.num_links": numberColumn("coalesce(json_array_length(spans.rest, '$.links'), 0)"),
  "meta.signal_type": textColumn("'trace'"),
};

/** A field of the span, or else of its resource; its name goes in as a JSON path in a parameter. */
function fieldSql(
  name: string,
  parameters: Parameters,
  database: DatabaseSync,
): ColumnSql & { readonly isSet: string } {
  const written = `$.${JSON.stringify(name)}`;
  const path = parameters.add(written);
  const inResource = database
    .prepare("SELECT 1 FROM resources WHERE json_type(fields, ?) IS NOT NULL LIMIT 1")
    .get(written);
  const resource = "(SELECT resources.fields FROM resources WHERE resources.id = spans.resource)";
  const fields = inResource
    ? `iif(json_type(spans.fields, ${path}) IS NULL, ${resource}, spans.fields)`
    : "spans.fields";
  const type = `json_type(${fields}, ${path})`;
  const value = `(${fields} ->> ${path})`;
  return {
    key: `nullif(${fields} -> ${path}, 'null')`,
    keyToJson: same,
    keyToOrder: (key) => `(${key} ->> '$')`,
    number: `CASE WHEN ${type} IN ('integer', 'real') THEN CAST(${value} AS REAL) END`,
    text: `CASE WHEN ${type} = 'text' THEN ${value} END`,
    truth: `CASE ${type} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END`,
    exists: `coalesce(${type}, 'null') <> 'null'`,
    slow: true,
    isSet: `${type} IS NOT NULL`,
  };
}
