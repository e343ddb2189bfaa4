import { go } from "./route.ts";
import {
  childOf,
  fold,
  focusedRow,
  focusedSpan,
  focusRow,
  hasChildren,
  isFolded,
  moveBy,
  parentOf,
  rowsInView,
} from "./waterfall.ts";

/** The keys of the waterfall, as the ARIA pattern for tree grids has them. */
export const GRID_KEYS: Readonly<Record<string, () => void>> = {
  ArrowDown: () => moveBy(1),
  ArrowUp: () => moveBy(-1),
  ArrowRight: unfoldOrEnter,
  ArrowLeft: foldOrLeave,
  Home: () => moveBy(-Infinity),
  End: () => moveBy(Infinity),
  PageDown: () => moveBy(rowsInView()),
  PageUp: () => moveBy(-rowsInView()),
  Enter: () => focusedSpan.peek() !== null && go({ spanId: focusedSpan.peek() }),
  " ": () => fold(focusedRow.peek(), !isFolded(focusedRow.peek())),
};

function unfoldOrEnter(): void {
  const row = focusedRow.peek();
  if (row === -1) moveBy(1);
  else if (isFolded(row)) fold(row, false);
  else focusRow(childOf(row));
}

function foldOrLeave(): void {
  const row = focusedRow.peek();
  if (hasChildren(row) && !isFolded(row)) fold(row, true);
  else focusRow(parentOf(row));
}
