import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { FieldMap, Span } from "../trace/span.ts";
import { SPAN_KINDS, STATUS_CODES } from "../trace/wire-enums.ts";
import { fieldsToJson } from "./fields-json.ts";
import { hidingFact, isOwnColumn } from "./own-columns.ts";

export interface Inserted {
  /** traces.id of each trace that got spans. */
  readonly traces: readonly number[];
  readonly spans: number;
  /** What of it went to no run. */
  readonly outside: { readonly traces: number; readonly spans: number; readonly bytes: number };
  /** Spans that were there already. */
  readonly copies: number;
}

export interface InsertOptions {
  /** The run that traces not seen before join; '' for none. */
  readonly run: string;
  /** Look for known traces in that run only: an import is a world of its own. */
  readonly runOnly?: boolean;
  /** The number that the changed traces get. */
  readonly change: number;
  /** Hides keys in any text that is about to be stored. */
  readonly scrub?: (text: string) => string;
}

/** Writes spans and the sums of their traces. To be called inside a transaction. */
export class SpanInserter {
  readonly #findTrace: StatementSync;
  readonly #findTraceInRun: StatementSync;
  readonly #newTrace: StatementSync;
  readonly #updateTrace: StatementSync;
  readonly #insertSpan: StatementSync;
  readonly #countCopy: StatementSync;
  readonly #insertResource: StatementSync;
  readonly #findResource: StatementSync;
  readonly #noteFact: StatementSync;

  constructor(database: DatabaseSync) {
    this.#findTrace = database.prepare(FIND_TRACE);
    this.#findTraceInRun = database.prepare(FIND_TRACE_IN_RUN);
    this.#newTrace = database.prepare(NEW_TRACE);
    this.#updateTrace = database.prepare(UPDATE_TRACE);
    this.#insertSpan = database.prepare(INSERT_SPAN);
    this.#countCopy = database.prepare(
      "UPDATE spans SET copies = copies + 1 WHERE trace = ? AND span_id = ?",
    );
    this.#insertResource = database.prepare("INSERT OR IGNORE INTO resources (fields) VALUES (?)");
    this.#findResource = database.prepare("SELECT id FROM resources WHERE fields = ?");
    this.#noteFact = database.prepare("INSERT OR IGNORE INTO facts (name, value) VALUES (?, 1)");
  }

  insert(spans: readonly Span[], options: InsertOptions): Inserted {
    const outside = { traces: 0, spans: 0, bytes: 0 };
    const total = { traces: [] as number[], spans: 0, outside, copies: 0 };
    const resources = new Map<FieldMap, number>();
    for (const [traceId, group] of groupByTrace(spans)) {
      const known = this.#known(traceId, options);
      const trace = known ?? this.#create(traceId, options);
      const sums = this.#insertGroup(trace.id, trace.run, group, resources, options);
      total.traces.push(trace.id);
      total.spans += sums.spans;
      total.copies += sums.copies;
      if (trace.run === "") {
        outside.traces += known === undefined ? 1 : 0;
        outside.spans += sums.spans;
        outside.bytes += sums.bytes;
      }
      const scrub = options.scrub ?? same;
      this.#updateTrace.run({
        id: trace.id,
        change: options.change,
        name: scrub(sums.top.name),
        service: scrub(serviceName(sums.top.resource)),
        hasRoot: isRoot(sums.top) ? 1 : 0,
        topStart: sums.top.start,
        start: sums.start,
        end: sums.end,
        spans: sums.spans,
        errors: sums.errors,
        bytes: sums.bytes,
      });
    }
    return total;
  }

  #known(traceId: string, { run, runOnly }: InsertOptions): { id: number; run: string } | undefined {
    const row = runOnly === true ? this.#findTraceInRun.get(traceId, run) : this.#findTrace.get(traceId);
    return row as { id: number; run: string } | undefined;
  }

  #create(traceId: string, { run, change }: InsertOptions): { id: number; run: string } {
    return { id: Number(this.#newTrace.run(traceId, run, change).lastInsertRowid), run };
  }

  #insertGroup(
    trace: number,
    run: string,
    group: readonly Span[],
    resources: Map<FieldMap, number>,
    { scrub = same }: InsertOptions,
  ) {
    const first = group[0] as Span;
    const sums = { spans: 0, errors: 0, bytes: 0, copies: 0, top: first, start: first.start, end: first.end };
    for (const span of group) {
      const fields = scrub(fieldsToJson(span.fields));
      this.#noteHidden(span.fields);
      const rest = restToJson(span);
      const name = scrub(span.name);
      const message = scrub(span.status.message);
      const stored = this.#insertSpan.run(
        trace,
        run,
        span.spanId,
        span.parentSpanId ?? null,
        span.parentIsRemote === undefined ? null : Number(span.parentIsRemote),
        name,
        scrub(serviceName(span.resource)),
        scrub(span.scope.name),
        scrub(span.scope.version),
        SPAN_KINDS.indexOf(span.kind),
        STATUS_CODES.indexOf(span.status.code),
        message,
        span.start,
        span.end - span.start,
        this.#resource(span.resource, resources, scrub),
        fields,
        rest === null ? null : scrub(rest),
      );
      if (stored.changes === 0) {
        this.#countCopy.run(trace, span.spanId);
        sums.copies += 1;
        continue;
      }
      sums.spans += 1;
      sums.bytes += ROW_BYTES + fields.length + name.length + message.length + (rest?.length ?? 0);
      if (span.status.code === "error") sums.errors += 1;
      if (span.start < sums.start) sums.start = span.start;
      if (span.end > sums.end) sums.end = span.end;
      if (isMoreLikeARoot(span, sums.top)) sums.top = span;
    }
    return sums;
  }

  /** A field may have the name of a column of Honeycomb's own, and queries must look for it then. */
  #noteHidden(fields: FieldMap): void {
    for (const name in fields) if (isOwnColumn(name)) this.#noteFact.run(hidingFact(name));
  }

  /** Spans of one batch share the resource object, so most look-ups end in the map. */
  #resource(resource: FieldMap, known: Map<FieldMap, number>, scrub: (text: string) => string): number {
    const id = known.get(resource);
    if (id !== undefined) return id;
    const json = scrub(fieldsToJson(resource));
    const { "service.name": _service, ...others } = resource;
    this.#noteHidden(others);
    const inserted = this.#insertResource.run(json);
    const newId =
      inserted.changes === 1
        ? Number(inserted.lastInsertRowid)
        : Number(this.#findResource.get(json)?.["id"]);
    known.set(resource, newId);
    return newId;
  }
}

/** What a row weighs besides its longer texts: ids, numbers, short names, its place in the index. */
const ROW_BYTES = 200;

const FIND_TRACE = "SELECT id, run FROM traces WHERE trace_id = ? ORDER BY id DESC LIMIT 1";
const FIND_TRACE_IN_RUN = "SELECT id, run FROM traces WHERE trace_id = ? AND run = ?";

const NEW_TRACE = `
  INSERT INTO traces (trace_id, run, change, name, service, has_root, top_start, start, end, span_count, error_count, bytes)
  VALUES (?, ?, ?, '', '', 0, 0x7fffffffffffffff, 0x7fffffffffffffff, 0, 0, 0, 0)`;

/** A root gives the trace its name; of several, the earliest; without one, the earliest span. */
const UPDATE_TRACE = `
  UPDATE traces SET
    change = :change,
    name = iif((:hasRoot, -:topStart) > (has_root, -top_start), :name, name),
    service = iif((:hasRoot, -:topStart) > (has_root, -top_start), :service, service),
    top_start = iif((:hasRoot, -:topStart) > (has_root, -top_start), :topStart, top_start),
    has_root = max(has_root, :hasRoot),
    start = min(start, :start),
    end = max(end, :end),
    span_count = span_count + :spans,
    error_count = error_count + :errors,
    bytes = bytes + :bytes
  WHERE id = :id`;

const INSERT_SPAN = `
  INSERT INTO spans (trace, run, span_id, parent_id, parent_is_remote, name, service, scope, scope_version, kind, status,
    status_message, start, duration, resource, fields, rest)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (trace, span_id) DO NOTHING`;

function groupByTrace(spans: readonly Span[]): Map<string, Span[]> {
  const groups = new Map<string, Span[]>();
  for (const span of spans) {
    const group = groups.get(span.traceId);
    if (group === undefined) groups.set(span.traceId, [span]);
    else group.push(span);
  }
  return groups;
}

/** Honeycomb's word for a service without a name. */
export function serviceName(resource: FieldMap): string {
  const name = resource["service.name"];
  return typeof name === "string" && name.trim() !== "" ? name : "unknown_service";
}

function isRoot(span: Span): boolean {
  return span.parentSpanId === undefined;
}

function isMoreLikeARoot(span: Span, than: Span): boolean {
  return isRoot(span) === isRoot(than) ? span.start < than.start : isRoot(span);
}

/** Events, links and the count of dropped fields: most spans have none. */
function restToJson(span: Span): string | null {
  if (span.events.length === 0 && span.links.length === 0 && span.droppedFields === 0) return null;
  const events = span.events.map(({ name, time, fields }) => ({ name, time: String(time), fields }));
  return fieldsToJson({ events, links: span.links as never, dropped: span.droppedFields });
}

function same(text: string): string {
  return text;
}
