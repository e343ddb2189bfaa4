import type { Waterfall } from "../../../receiver/page-api.ts";

/** The spans of one trace in the order of arrival; the same index in each list is the same span. */
export interface SpanColumns {
  readonly count: number;
  /** Nanoseconds since 1970; `offset` counts from here. */
  readonly base: bigint;
  readonly spanId: readonly string[];
  /** Empty for a root. */
  readonly parentSpanId: readonly string[];
  readonly parentIsRemote: Waterfall["parentIsRemote"];
  readonly name: readonly string[];
  readonly service: readonly string[];
  readonly scope: readonly string[];
  readonly status: Waterfall["status"];
  readonly offset: readonly number[];
  readonly duration: readonly number[];
  readonly eventCount: readonly number[];
  readonly linkCount: readonly number[];
  readonly duplicates: ReadonlySet<string>;
}

/** What came, or what came since, joined to what is here. An earlier first span moves the answer's own start. */
export function addWaterfall(known: SpanColumns | null, came: Waterfall): SpanColumns {
  const base = known?.base ?? BigInt(came.start);
  const shift = Number(BigInt(came.start) - base);
  const join = <T>(old: readonly T[] | undefined, more: readonly T[]) => (old ? old.concat(more) : more);
  return {
    count: (known?.count ?? 0) + came.spanId.length,
    base,
    spanId: join(known?.spanId, came.spanId),
    parentSpanId: join(known?.parentSpanId, came.parentSpanId),
    parentIsRemote: join(known?.parentIsRemote, came.parentIsRemote),
    name: join(known?.name, came.name),
    service: join(known?.service, came.service),
    scope: join(known?.scope, came.scope),
    status: join(known?.status, came.status),
    offset: join(known?.offset, shift === 0 ? came.offset : came.offset.map((offset) => offset + shift)),
    duration: join(known?.duration, came.duration),
    eventCount: join(known?.eventCount, came.eventCount),
    linkCount: join(known?.linkCount, came.linkCount),
    duplicates: new Set([...(known?.duplicates ?? []), ...came.duplicates]),
  };
}
