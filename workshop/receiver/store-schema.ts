/** Raised with every change of the tables; a store of another version is set aside as one that cannot be read. */
export const STORE_VERSION = 1;

/**
 * `trace` is traces.id, which grows with arrival, so that the oldest traces are a range of both tables.
 * `run` is '' outside named runs. Times are nanoseconds. `spans_with_trace` is the table to ask questions of.
 */
export const STORE_SCHEMA = `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TABLE resources (id INTEGER PRIMARY KEY, fields TEXT NOT NULL UNIQUE);

  CREATE TABLE runs (name TEXT PRIMARY KEY, started_ms INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TABLE traces (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    trace_id TEXT NOT NULL,
    run TEXT NOT NULL,
    change INTEGER NOT NULL,
    name TEXT NOT NULL,
    service TEXT NOT NULL,
    has_root INTEGER NOT NULL,
    top_start INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    span_count INTEGER NOT NULL,
    error_count INTEGER NOT NULL,
    bytes INTEGER NOT NULL
  );
  CREATE UNIQUE INDEX traces_by_trace_id ON traces (trace_id, run);
  CREATE INDEX traces_by_run ON traces (run, id);

  CREATE TABLE spans (
    id INTEGER PRIMARY KEY,
    trace INTEGER NOT NULL,
    run TEXT NOT NULL,
    span_id TEXT NOT NULL,
    parent_id TEXT,
    parent_is_remote INTEGER,
    name TEXT NOT NULL,
    service TEXT NOT NULL,
    scope TEXT NOT NULL,
    scope_version TEXT NOT NULL,
    kind INTEGER NOT NULL,
    status INTEGER NOT NULL,
    status_message TEXT NOT NULL,
    start INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    resource INTEGER NOT NULL,
    fields TEXT NOT NULL,
    rest TEXT,
    copies INTEGER NOT NULL DEFAULT 1
  );
  CREATE UNIQUE INDEX spans_by_trace ON spans (trace, span_id);

  CREATE VIEW spans_with_trace AS
    SELECT spans.*, traces.trace_id, resources.fields AS resource_fields
    FROM spans JOIN traces ON traces.id = spans.trace JOIN resources ON resources.id = spans.resource;

  PRAGMA user_version = ${STORE_VERSION};
`;
