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
  readonly rowOf: ReadonlyMap<string, number>;
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
  const parents = parentsOf(columns);
  const cut = cutLoops(parents, order);
  const { firstChild, next } = childrenOf(parents, cut, order);
  const rows = emptyRows(columns.count);
  let row = 0;
  for (const top of order) {
    if ((parents[top] ?? ROOT) >= 0 && !cut.has(top)) continue;
    if (parents[top] === ORPHAN) rows.orphans.set(row, whereParentLives(columns, top));
    if (cut.has(top)) rows.loops.add(row);
    row = placeBelow(rows, columns, { top, row, firstChild, next });
  }
  closeSubtrees(rows, row);
  return { ...rows, count: row, ...extent(columns) };
}

/** In place of a parent's index. */
const ROOT = -1;
const ORPHAN = -2;

/** Indexes by start; most spans come nearly in order, so sorting is cheap. */
function byStart({ count, offset }: SpanColumns): Int32Array {
  const order = new Int32Array(count);
  for (let index = 0; index < count; index++) order[index] = index;
  return order.sort((a, b) => (offset[a] ?? 0) - (offset[b] ?? 0) || a - b);
}

function parentsOf({ count, spanId, parentSpanId }: SpanColumns): Int32Array {
  const indexOf = new Map<string, number>();
  for (let index = count - 1; index >= 0; index--) indexOf.set(spanId[index] ?? "", index);
  const parents = new Int32Array(count);
  for (let index = 0; index < count; index++) {
    const parent = parentSpanId[index] ?? "";
    parents[index] = parent === "" ? ROOT : (indexOf.get(parent) ?? ORPHAN);
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

/** Each span's children as a chain by start, -1 at its end. */
function childrenOf(parents: Int32Array, cut: ReadonlySet<number>, order: Int32Array) {
  const firstChild = new Int32Array(parents.length).fill(-1);
  const next = new Int32Array(parents.length).fill(-1);
  for (let at = order.length - 1; at >= 0; at--) {
    const index = order[at] ?? 0;
    const parent = parents[index] ?? ROOT;
    if (parent < 0 || cut.has(index)) continue;
    next[index] = firstChild[parent] ?? -1;
    firstChild[parent] = index;
  }
  return { firstChild, next };
}

function whereParentLives({ parentIsRemote }: SpanColumns, index: number): MissingParent {
  const remote = parentIsRemote[index];
  if (remote === 1) return "remote";
  return remote === 0 ? "local" : "unknown";
}

function emptyRows(count: number) {
  return {
    span: new Int32Array(count),
    depth: new Int32Array(count),
    parent: new Int32Array(count).fill(-1),
    end: new Int32Array(count),
    rowOf: new Map<string, number>(),
    orphans: new Map<number, MissingParent>(),
    loops: new Set<number>(),
    errors: [] as number[],
  };
}

interface Below {
  readonly top: number;
  readonly row: number;
  readonly firstChild: Int32Array;
  readonly next: Int32Array;
}

/** Places a top and all below it; gives the first row after them. A child comes first, then the next of its parent's. */
function placeBelow(
  rows: ReturnType<typeof emptyRows>,
  columns: SpanColumns,
  { top, row: first, firstChild, next }: Below,
): number {
  let row = first;
  let index = top;
  let parent = -1;
  for (;;) {
    rows.span[row] = index;
    rows.parent[row] = parent;
    rows.depth[row] = parent === -1 ? 0 : (rows.depth[parent] ?? 0) + 1;
    rows.rowOf.set(columns.spanId[index] ?? "", row);
    if (columns.status[index] === "error") rows.errors.push(row);
    const child = firstChild[index] ?? -1;
    if (child !== -1) {
      parent = row;
      index = child;
    } else {
      while (index !== top && (next[index] ?? -1) === -1) {
        index = rows.span[parent] ?? top;
        parent = rows.parent[parent] ?? -1;
      }
      if (index === top) return row + 1;
      index = next[index] ?? top;
    }
    row += 1;
  }
}

/** A parent's subtree ends where its last child's does; children stand below, so one walk upwards is enough. */
function closeSubtrees({ end, parent }: ReturnType<typeof emptyRows>, count: number): void {
  for (let row = count - 1; row >= 0; row--) {
    if (end[row] === 0) end[row] = row + 1;
    const above = parent[row] ?? -1;
    if (above !== -1) end[above] = Math.max(end[above] ?? 0, end[row] ?? 0);
  }
}

function extent({ count, offset, duration }: SpanColumns): { from: number; to: number } {
  let from = Infinity;
  let to = -Infinity;
  for (let index = 0; index < count; index++) {
    const start = offset[index] ?? 0;
    from = Math.min(from, start);
    to = Math.max(to, start + Math.max(0, duration[index] ?? 0));
  }
  return count === 0 ? { from: 0, to: 0 } : { from, to };
}
