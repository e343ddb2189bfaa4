import { idNumber } from "./span-ids.ts";
import { isError } from "./span-columns.ts";
import type { SpanColumns } from "./span-columns.ts";

export type MissingParent = "local" | "remote" | "unknown";

/** A trace as rows from top to bottom, each span below its parent. Numbers are row numbers unless said. */
export interface TraceRows {
  readonly count: number;
  /** The span's index in the columns. */
  readonly span: Int32Array;
  readonly depth: Int32Array;
  /** -1 without a parent. */
  readonly parent: Int32Array;
  /** The first row that is not below it. */
  readonly end: Int32Array;
  /** By span id; -1 when it is not here. */
  readonly rowOf: (spanId: string) => number;
  readonly orphans: ReadonlyMap<number, MissingParent>;
  /** Tops of parent loops, cut there. */
  readonly loops: ReadonlySet<number>;
  readonly errors: readonly number[];
  /** The trace's first and last moment, in nanoseconds after the columns' base. */
  readonly from: number;
  readonly to: number;
}

/**
 * Lays the spans out. Any depth, any loops; the same trees as the check's `buildTrees`, but made of numbers alone,
 * so that 100 000 spans are laid out within a frame or two.
 */
export function layOut(columns: SpanColumns): TraceRows {
  const order = byStart(columns);
  const indexOf = indexesOf(columns);
  const parents = parentsOf(columns, indexOf);
  const below = placeAll(columns, order, parents, NO_CUTS);
  // Only what hangs in a loop of parents has no place yet.
  const { placed, rowAt, ...rows } =
    below.placed === columns.count ? below : placeAll(columns, order, parents, cutLoops(parents, order));
  const rowOf = (spanId: string) => rowAt[indexOf.get(idNumber(spanId) ?? -1n) ?? -1] ?? -1;
  return { ...rows, count: placed, rowOf, ...extent(columns) };
}

const NO_CUTS: ReadonlySet<number> = new Set();

/** In place of a parent's index. */
const ROOT = -1;
const ORPHAN = -2;

/** Indexes by start. A plain list, because its sort is quick where much is in order already, as most spans come. */
function byStart({ count, offset }: SpanColumns): Int32Array {
  const order = Array.from({ length: count }, (_, index) => index);
  return Int32Array.from(order.sort((a, b) => (offset[a] ?? 0) - (offset[b] ?? 0) || a - b));
}

function indexesOf({ count, ids }: SpanColumns): Map<bigint, number> {
  const indexOf = new Map<bigint, number>();
  for (let index = count - 1; index >= 0; index--) indexOf.set(ids[index] ?? 0n, index);
  return indexOf;
}

function parentsOf({ count, parentIds }: SpanColumns, indexOf: ReadonlyMap<bigint, number>): Int32Array {
  const parents = new Int32Array(count);
  for (let index = 0; index < count; index++) {
    const parent = parentIds[index] ?? 0n;
    parents[index] = parent === 0n ? ROOT : (indexOf.get(parent) ?? ORPHAN);
  }
  return parents;
}

/** Of each loop of parents its earliest span: it becomes a top. */
function cutLoops(parents: Int32Array, order: Int32Array): Set<number> {
  const place = new Int32Array(order.length);
  order.forEach((index, at) => (place[index] = at));
  const cut = new Set<number>();
  // Numbered by the walk that came by; a walk that meets itself has found a loop.
  const walkedBy = new Int32Array(parents.length);
  for (let from = 0; from < parents.length; from++) {
    let at = from;
    while (at >= 0 && walkedBy[at] === 0) {
      walkedBy[at] = from + 1;
      at = parents[at] ?? ROOT;
    }
    if (at >= 0 && walkedBy[at] === from + 1) cut.add(earliestIn(at, parents, place));
  }
  return cut;
}

function earliestIn(loop: number, parents: Int32Array, place: Int32Array): number {
  let earliest = loop;
  for (let at = parents[loop] ?? loop; at !== loop; at = parents[at] ?? loop)
    if ((place[at] ?? 0) < (place[earliest] ?? 0)) earliest = at;
  return earliest;
}

/** Each span's children as a chain by start, -1 at its end; that of the tops begins behind the last span's. */
function childrenOf(parents: Int32Array, cut: ReadonlySet<number>, order: Int32Array) {
  const firstChild = new Int32Array(parents.length + 1).fill(-1);
  const next = new Int32Array(parents.length).fill(-1);
  for (let at = order.length - 1; at >= 0; at--) {
    const index = order[at] ?? 0;
    const parent = parents[index] ?? ROOT;
    const above = parent < 0 || cut.has(index) ? parents.length : parent;
    next[index] = firstChild[above] ?? -1;
    firstChild[above] = index;
  }
  return { firstChild, next };
}

/** Rows for all that can be reached from a root, an orphan, or the cut of a loop. */
function placeAll(columns: SpanColumns, order: Int32Array, parents: Int32Array, cut: ReadonlySet<number>) {
  const { firstChild, next } = childrenOf(parents, cut, order);
  const rows = emptyRows(columns.count);
  let placed = 0;
  for (let top = firstChild[columns.count] ?? -1; top !== -1; top = next[top] ?? -1) {
    const parent = parents[top] ?? ROOT;
    if (parent === ORPHAN) rows.orphans.set(placed, whereParentLives(columns, top));
    if (parent >= 0) rows.loops.add(placed);
    placed = placeBelow(rows, columns, { firstChild, next }, top, placed);
  }
  return { ...rows, placed };
}

function whereParentLives({ parentIsRemote }: SpanColumns, index: number): MissingParent {
  const remote = parentIsRemote[index];
  if (remote === "1") return "remote";
  return remote === "0" ? "local" : "unknown";
}

function emptyRows(count: number) {
  return {
    span: new Int32Array(count),
    depth: new Int32Array(count),
    parent: new Int32Array(count),
    end: new Int32Array(count),
    /** By the span's index. */
    rowAt: new Int32Array(count),
    orphans: new Map<number, MissingParent>(),
    loops: new Set<number>(),
    errors: [] as number[],
  };
}

/** Places a top and all below it; gives the first row after them. A child comes first, then the next of its parent's. */
function placeBelow(
  rows: ReturnType<typeof emptyRows>,
  columns: SpanColumns,
  { firstChild, next }: ReturnType<typeof childrenOf>,
  top: number,
  first: number,
): number {
  let row = first;
  let index = top;
  let parent = -1;
  for (;;) {
    rows.span[row] = index;
    rows.parent[row] = parent;
    rows.depth[row] = parent === -1 ? 0 : (rows.depth[parent] ?? 0) + 1;
    rows.rowAt[index] = row;
    if (isError(columns, index)) rows.errors.push(row);
    const child = firstChild[index] ?? -1;
    if (child !== -1) {
      parent = row;
      index = child;
      row += 1;
      continue;
    }
    rows.end[row] = row + 1;
    row += 1;
    while (index !== top && (next[index] ?? -1) === -1) {
      rows.end[parent] = row;
      index = rows.span[parent] ?? top;
      parent = rows.parent[parent] ?? -1;
    }
    if (index === top) return row;
    index = next[index] ?? top;
  }
}

function extent({ count, offset, duration }: SpanColumns): { from: number; to: number } {
  let from = Infinity;
  let to = -Infinity;
  for (let index = 0; index < count; index++) {
    const start = offset[index] ?? 0;
    const end = start + Math.max(0, duration[index] ?? 0);
    if (start < from) from = start;
    if (end > to) to = end;
  }
  return count === 0 ? { from: 0, to: 0 } : { from, to };
}
