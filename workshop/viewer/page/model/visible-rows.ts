import type { TraceRows } from "./trace-rows.ts";

/** The rows that remain when everything below the folded ones is away. */
export function visibleRows(rows: TraceRows, folded: ReadonlySet<number>): Int32Array {
  const visible = new Int32Array(rows.count);
  let count = 0;
  for (let row = 0; row < rows.count;) {
    visible[count++] = row;
    row = folded.has(row) ? (rows.end[row] ?? row + 1) : row + 1;
  }
  return visible.subarray(0, count);
}

/** Where a row stands among the visible ones, or -1. */
export function positionOf(visible: Int32Array, row: number): number {
  let low = 0;
  let high = visible.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = visible[middle] ?? 0;
    if (here === row) return middle;
    if (here < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
