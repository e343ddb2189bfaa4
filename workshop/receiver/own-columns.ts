/** The columns that every span has in Honeycomb, whatever its fields. */
export const OWN_COLUMNS = [
  "trace.trace_id",
  "trace.span_id",
  "trace.parent_id",
  "name",
  "duration_ms",
  "service.name",
  "status_code",
  "status_message",
  "error",
  "library.name",
  "library.version",
  "span.kind",
  "span.num_events",
  "span.num_links",
  "meta.signal_type",
] as const;
export type OwnColumn = (typeof OWN_COLUMNS)[number];

export function isOwnColumn(name: string): name is OwnColumn {
  return KNOWN.has(name);
}

/** The fact that the store keeps once a span came with a field of such a name: there, the field is what a query sees. */
export function hidingFact(column: OwnColumn): string {
  return `hides ${column}`;
}

const KNOWN: ReadonlySet<string> = new Set(OWN_COLUMNS);
