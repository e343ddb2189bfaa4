import { computed, effect, signal } from "@preact/signals";
import { spanIdOf } from "../model/span-columns.ts";
import { positionOf, visibleRows } from "../model/visible-rows.ts";
import { openTrace, openTraceId, rows } from "./open-trace.ts";
import { go, route } from "./route.ts";

/** Span ids whose children are folded away. */
export const collapsed = signal<ReadonlySet<string>>(new Set());
/** Where the keyboard is. */
export const focusedSpan = signal<string | null>(null);
/** Height of a row, in pixels; as in waterfall.css. */
export const ROW = 28;
/**
 * What of the rows can be seen, in pixels from their top, and how many rows are drawn above and below that, for quick
 * hands. Before the rows were first in sight: a guess that is large enough, and none to spare.
 */
export const view = signal({ top: 0, height: innerHeight, width: innerWidth, spare: 0 });
/** Told to the waterfall, which scrolls there. */
export const reveal = signal<{ readonly row: number } | null>(null);

export const visible = computed(() => {
  const laid = rows.value;
  return laid === null ? new Int32Array() : visibleRows(laid, new Set([...collapsed.value].map(laid.rowOf)));
});

export const focusedRow = computed(() => rows.value?.rowOf(focusedSpan.value ?? "") ?? -1);

effect(() => {
  void openTraceId.value;
  collapsed.value = new Set();
  focusedSpan.value = route.peek().spanId;
});

effect(() => {
  const { spanId } = route.value;
  if (spanId !== null) focusedSpan.value = spanId;
});

export function spanIdAt(row: number): string | null {
  const index = rows.peek()?.span[row];
  const columns = openTrace.peek()?.columns;
  return index === undefined || columns === undefined ? null : spanIdOf(columns, index);
}

/** Puts the keyboard on a row, unfolding what hides it; an open panel follows. */
export function focusRow(row: number): void {
  const laid = rows.peek();
  const id = spanIdAt(row);
  if (laid === null || id === null) return;
  const above = ancestors(row);
  if (above.some((one) => collapsed.peek().has(one))) {
    const next = new Set(collapsed.peek());
    for (const one of above) next.delete(one);
    collapsed.value = next;
  }
  focusedSpan.value = id;
  reveal.value = { row };
  if (route.peek().spanId !== null) go({ spanId: id }, { replace: true });
}

/** Moves by visible rows; the first move goes to the first of them. */
export function moveBy(step: number): void {
  const here = positionOf(visible.peek(), focusedRow.peek());
  const last = visible.peek().length - 1;
  const next = here === -1 && Number.isFinite(step) ? 0 : Math.min(last, Math.max(0, here + step));
  focusRow(visible.peek()[next] ?? -1);
}

export function rowsInView(): number {
  return Math.max(1, Math.floor(view.peek().height / ROW) - 1);
}

export function fold(row: number, folded: boolean): void {
  const id = spanIdAt(row);
  if (id === null || !hasChildren(row)) return;
  const next = new Set(collapsed.peek());
  if (folded) next.add(id);
  else next.delete(id);
  collapsed.value = next;
}

export function hasChildren(row: number): boolean {
  return (rows.peek()?.end[row] ?? 0) > row + 1;
}

export function isFolded(row: number): boolean {
  return collapsed.peek().has(spanIdAt(row) ?? "");
}

/** -1 when there is none. */
export function childOf(row: number): number {
  return hasChildren(row) ? row + 1 : -1;
}

/** -1 when there is none. */
export function parentOf(row: number): number {
  return rows.peek()?.parent[row] ?? -1;
}

/** Folds all below the tops' own children, or unfolds all. */
export function foldAll(folded: boolean): void {
  const laid = rows.peek();
  if (laid === null) return;
  const next = new Set<string>();
  for (let row = 0; folded && row < laid.count; row++)
    if (parentOf(row) !== -1 && hasChildren(row)) next.add(spanIdAt(row) ?? "");
  const above = ancestors(focusedRow.peek());
  collapsed.value = next;
  const stillSeen = above.at(-2);
  if (folded && stillSeen !== undefined) focusRow(laid.rowOf(stillSeen));
}

function ancestors(row: number): string[] {
  const laid = rows.peek();
  const above: string[] = [];
  for (let at = laid?.parent[row] ?? -1; at !== -1; at = laid?.parent[at] ?? -1)
    above.push(spanIdAt(at) ?? "");
  return above;
}
