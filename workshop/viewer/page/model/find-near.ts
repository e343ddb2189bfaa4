/** The hit after (or before) a row, around the end; -1 without hits. `hits` are rows in rising order. */
export function findNear(hits: readonly number[], from: number, direction: 1 | -1): number {
  if (hits.length === 0) return -1;
  if (direction === 1) return hits.find((row) => row > from) ?? hits[0] ?? -1;
  return hits.findLast((row) => row < from) ?? hits.at(-1) ?? -1;
}
