import type { Axis, Heatmap, Selection } from "../../../receiver/query-api.ts";

export interface Cell {
  readonly time: number;
  readonly value: number;
}

/** In cells, both ends included, in any order. */
export interface Rectangle {
  readonly from: Cell;
  readonly to: Cell;
}

/** The edges of a rectangle, in cells: `right` and `top` lie behind the last ones. */
export function edgesOf({ from, to }: Rectangle) {
  return {
    left: Math.min(from.time, to.time),
    right: Math.max(from.time, to.time) + 1,
    bottom: Math.min(from.value, to.value),
    top: Math.max(from.value, to.value) + 1,
  };
}

/** The moments and values that a rectangle covers. */
export function selectionOf({ column, time, value }: Heatmap, rectangle: Rectangle): Selection {
  const { left, right, bottom, top } = edgesOf(rectangle);
  return {
    column,
    time: { from: edge(time, left), to: edge(time, right) },
    value: { from: edge(value, bottom), to: edge(value, top) },
  };
}

/** How many values lie in it. */
export function countIn({ cells }: Heatmap, rectangle: Rectangle): number {
  const { left, right, bottom, top } = edgesOf(rectangle);
  return cells
    .filter(({ time, value }) => time >= left && time < right && value >= bottom && value < top)
    .reduce((sum, { count }) => sum + count, 0);
}

/** Where a key leads to; the first one, from nowhere, to the cell where the keyboard begins. */
export function moved(from: Cell | undefined, key: string, heatmap: Heatmap): Cell | undefined {
  const { time, value } = from ?? firstCell(heatmap);
  if (from === undefined) return KEYS.test(key) ? { time, value } : undefined;
  const [lastTime, lastValue] = [heatmap.time.buckets - 1, heatmap.value.buckets - 1];
  switch (key) {
    case "ArrowLeft":
      return { time: Math.max(0, time - 1), value };
    case "ArrowRight":
      return { time: Math.min(lastTime, time + 1), value };
    case "ArrowDown":
      return { time, value: Math.max(0, value - 1) };
    case "ArrowUp":
      return { time, value: Math.min(lastValue, value + 1) };
    case "Home":
      return { time: 0, value };
    case "End":
      return { time: lastTime, value };
    case "PageUp":
      return { time, value: lastValue };
    case "PageDown":
      return { time, value: 0 };
    default:
      return undefined;
  }
}

/** The first of the highest cells, because slow is what one looks for. */
function firstCell({ cells }: Heatmap): Cell {
  const [first = { time: 0, value: 0 }] = cells.toSorted((a, b) => b.value - a.value || a.time - b.time);
  return first;
}

const KEYS = /^(Arrow(Left|Right|Up|Down)|Home|End|Page(Up|Down))$/;

function edge({ min, max, buckets }: Axis, index: number): number {
  return min + ((max - min) * index) / buckets;
}
