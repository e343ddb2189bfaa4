import type { SpanSource, Waterfall } from "../../../receiver/page-api.ts";
import { idText, readIds } from "./span-ids.ts";

/** The spans of one trace in the order of arrival; the same place in each column is the same span. */
export interface SpanColumns {
  readonly count: number;
  /** Nanoseconds since 1970; `offset` counts from here. */
  readonly base: bigint;
  readonly ids: BigUint64Array;
  /** 0 for a root. */
  readonly parentIds: BigUint64Array;
  readonly parentIsRemote: string;
  readonly name: readonly string[];
  readonly source: readonly number[];
  readonly sources: readonly SpanSource[];
  readonly status: string;
  readonly offset: readonly number[];
  readonly duration: readonly number[];
  readonly eventCount: Waterfall["eventCount"];
  readonly linkCount: Waterfall["linkCount"];
  readonly duplicates: ReadonlySet<string>;
}

/** What came, or what came since, joined to what is here. An earlier first span moves the answer's own start. */
export function addWaterfall(known: SpanColumns | null, came: Waterfall): SpanColumns {
  const fresh = columnsOf(came);
  if (known === null) return fresh;
  const shift = Number(fresh.base - known.base);
  const join = <T>(old: readonly T[], more: readonly T[]) => old.concat(more);
  return {
    count: known.count + fresh.count,
    base: known.base,
    ids: joinIds(known.ids, fresh.ids),
    parentIds: joinIds(known.parentIds, fresh.parentIds),
    parentIsRemote: known.parentIsRemote + fresh.parentIsRemote,
    name: join(known.name, fresh.name),
    source: join(
      known.source,
      fresh.source.map((number) => number + known.sources.length),
    ),
    sources: join(known.sources, fresh.sources),
    status: known.status + fresh.status,
    offset: join(
      known.offset,
      fresh.offset.map((offset) => offset + shift),
    ),
    duration: join(known.duration, fresh.duration),
    eventCount: { ...known.eventCount, ...fresh.eventCount },
    linkCount: { ...known.linkCount, ...fresh.linkCount },
    duplicates: new Set([...known.duplicates, ...fresh.duplicates]),
  };
}

function columnsOf({
  summary: _summary,
  cursor: _cursor,
  start,
  ids,
  parentIds,
  duplicates,
  ...same
}: Waterfall): SpanColumns {
  return {
    ...same,
    count: same.name.length,
    base: BigInt(start),
    ids: readIds(ids),
    parentIds: readIds(parentIds),
    duplicates: new Set(duplicates),
  };
}

function joinIds(old: BigUint64Array, more: BigUint64Array): BigUint64Array {
  const joined = new BigUint64Array(old.length + more.length);
  joined.set(old);
  joined.set(more, old.length);
  return joined;
}

export function spanIdOf({ ids }: SpanColumns, index: number): string {
  return idText(ids[index] ?? 0n);
}

export function isError({ status }: SpanColumns, index: number): boolean {
  return status[index] === "2";
}

export function sourceOf({ source, sources }: SpanColumns, index: number): SpanSource {
  return sources[source[index] ?? -1] ?? NOWHERE;
}

const NOWHERE: SpanSource = { service: "", scope: "" };
