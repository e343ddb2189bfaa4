import type { Axis, Heatmap } from "../query-api.ts";

export const TIME_BUCKETS = 60;
export const VALUE_BUCKETS = 30;

/** Sorts points into cells; the last cell of an axis holds its maximum too. */
export function makeHeatmap(column: string, times: readonly number[], values: readonly number[]): Heatmap {
  const time = axisOf(times, TIME_BUCKETS);
  const value = axisOf(values, VALUE_BUCKETS);
  const counts = new Float64Array(time.buckets * value.buckets);
  for (let index = 0; index < times.length; index += 1) {
    const cell = bucketOf(time, times[index] ?? 0) * value.buckets + bucketOf(value, values[index] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const cells = [...counts].flatMap((count, index) =>
    count === 0 ? [] : [{ time: Math.floor(index / value.buckets), value: index % value.buckets, count }],
  );
  return { column, time, value, cells, total: times.length };
}

/** The bucket that a number falls into. */
export function bucketOf({ min, max, buckets }: Axis, number: number): number {
  if (max <= min) return 0;
  return Math.min(buckets - 1, Math.max(0, Math.floor(((number - min) / (max - min)) * buckets)));
}

function axisOf(numbers: readonly number[], buckets: number): Axis {
  let [min, max] = [Infinity, -Infinity];
  for (const number of numbers) {
    if (number < min) min = number;
    if (number > max) max = number;
  }
  if (numbers.length === 0) return { min: 0, max: 0, buckets };
  return { min, max, buckets };
}
