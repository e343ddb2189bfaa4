import type { SpanId, TraceId, UnixNanos } from "../../../trace/span.ts";
import { buildTrees } from "../../../trace/trees.ts";
import type { TraceNode, TreeSpan } from "../../../trace/trees.ts";
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

interface IndexedSpan extends TreeSpan {
  readonly index: number;
}

/** Lays the spans out. Any depth, any loops; the trees are the same as the check's. */
export function layOut(columns: SpanColumns): TraceRows {
  const rows = emptyRows(columns.count);
  const [tree] = buildTrees(toTreeSpans(columns));
  const tops = [...(tree?.roots ?? []), ...(tree?.orphans ?? []), ...(tree?.leftovers ?? [])];
  const loops = new Set<TraceNode<IndexedSpan>>(tree?.leftovers);
  const open = tops
    .toSorted((a, b) => Number(a.span.start) - Number(b.span.start))
    .map((node) => ({ node, parent: -1 }))
    .reverse();
  let row = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, parent } = next;
    place(rows, columns, node, row, parent);
    if (loops.has(node)) rows.loops.add(row);
    for (let i = node.children.length - 1; i >= 0; i--) {
      open.push({ node: node.children[i] as TraceNode<IndexedSpan>, parent: row });
    }
    row += 1;
  }
  closeSubtrees(rows, row);
  return { ...rows, count: row, ...extent(columns) };
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

function* toTreeSpans({ count, spanId, parentSpanId, parentIsRemote, offset }: SpanColumns) {
  const traceId = "" as TraceId;
  for (let index = 0; index < count; index++) {
    const parent = parentSpanId[index];
    const remote = parentIsRemote[index];
    yield {
      index,
      traceId,
      spanId: spanId[index] as SpanId,
      ...(parent ? { parentSpanId: parent as SpanId } : {}),
      ...(remote === -1 ? {} : { parentIsRemote: remote === 1 }),
      // Trees only compare starts, and numbers do that as well.
      start: (offset[index] ?? 0) as unknown as UnixNanos,
    };
  }
}

function place(
  rows: ReturnType<typeof emptyRows>,
  columns: SpanColumns,
  { span, missingParent }: TraceNode<IndexedSpan>,
  row: number,
  parent: number,
): void {
  rows.span[row] = span.index;
  rows.parent[row] = parent;
  rows.depth[row] = parent === -1 ? 0 : (rows.depth[parent] ?? 0) + 1;
  rows.rowOf.set(span.spanId, row);
  if (missingParent !== undefined) rows.orphans.set(row, missingParent);
  if (columns.status[span.index] === "error") rows.errors.push(row);
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
