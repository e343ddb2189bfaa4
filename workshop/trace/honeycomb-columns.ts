import { setField } from "./set-field.ts";
import type { FieldMap, FieldValue, Span } from "./span.ts";
import { STATUS_CODES } from "./wire-enums.ts";

/**
 * The columns that a span has in Honeycomb, by name. Fields keep their names; a resource field gives way to
 * a field of the same name on the span, and both beat Honeycomb's own columns, as they do there.
 */
export function honeycombColumns(span: Span): FieldMap {
  const columns: Record<string, FieldValue> = {
    "trace.trace_id": span.traceId,
    "trace.span_id": span.spanId,
    ...(span.parentSpanId === undefined ? {} : { "trace.parent_id": span.parentSpanId }),
    name: span.name,
    duration_ms: Number(span.end - span.start) / 1e6,
    status_code: STATUS_CODES.indexOf(span.status.code),
    ...(span.status.message === "" ? {} : { status_message: span.status.message }),
    ...(span.status.code === "error" ? { error: true } : {}),
    "span.kind": span.kind,
    "span.num_events": span.events.length,
    "span.num_links": span.links.length,
    "meta.signal_type": "trace",
  };
  for (const fields of [span.resource, scopeColumns(span), span.fields]) {
    for (const [name, value] of Object.entries(fields)) setField(columns, name, value);
  }
  return columns;
}

function scopeColumns({ scope }: Span): FieldMap {
  return {
    ...(scope.name === "" ? {} : { "library.name": scope.name }),
    ...(scope.version === "" ? {} : { "library.version": scope.version }),
  };
}
