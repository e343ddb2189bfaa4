export interface DiffLine {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** The fewest lines to remove and add that turn one text into the other (Myers 1986, "An O(ND) Difference Algorithm"). */
export function lineDiff(from: readonly string[], to: readonly string[]): DiffLine[] {
  const start = commonStart(from, to);
  const end = commonStart(from.slice(start).reverse(), to.slice(start).reverse());
  const same = (text: string): DiffLine => ({ kind: "same", text });
  return [
    ...from.slice(0, start).map(same),
    ...middle(from.slice(start, from.length - end), to.slice(start, to.length - end)),
    ...from.slice(from.length - end).map(same),
  ];
}

function commonStart(from: readonly string[], to: readonly string[]): number {
  let count = 0;
  while (count < from.length && count < to.length && from[count] === to[count]) count++;
  return count;
}

function middle(from: readonly string[], to: readonly string[]): DiffLine[] {
  const most = from.length + to.length;
  // Far apart, an exact answer costs more than it tells: everything went, everything is new.
  if (most > MOST_LINES) return replaced(from, to);
  let reach = new Map<number, number>([[1, 0]]);
  const rounds: Map<number, number>[] = [];
  for (let edits = 0; edits <= most; edits++) {
    rounds.push(new Map(reach));
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && at(reach, k - 1) < at(reach, k + 1));
      let x = down ? at(reach, k + 1) : at(reach, k - 1) + 1;
      while (x < from.length && x - k < to.length && from[x] === to[x - k]) x++;
      reach.set(k, x);
      if (x >= from.length && x - k >= to.length) return walkBack(from, to, rounds);
    }
  }
  return replaced(from, to);
}

const MOST_LINES = 4_000;

function walkBack(
  from: readonly string[],
  to: readonly string[],
  rounds: readonly Map<number, number>[],
): DiffLine[] {
  const lines: DiffLine[] = [];
  let x = from.length;
  let y = to.length;
  for (let edits = rounds.length - 1; edits >= 0; edits--) {
    const reach = rounds[edits] as Map<number, number>;
    const k = x - y;
    const down = k === -edits || (k !== edits && at(reach, k - 1) < at(reach, k + 1));
    const previousK = down ? k + 1 : k - 1;
    const previousX = at(reach, previousK);
    const previousY = previousX - previousK;
    while (x > Math.max(0, previousX) && y > Math.max(0, previousY)) {
      lines.push({ kind: "same", text: from[--x] as string });
      y--;
    }
    if (edits === 0) break;
    if (down) lines.push({ kind: "added", text: to[--y] as string });
    else lines.push({ kind: "removed", text: from[--x] as string });
  }
  return lines.reverse();
}

function replaced(from: readonly string[], to: readonly string[]): DiffLine[] {
  return [
    ...from.map((text): DiffLine => ({ kind: "removed", text })),
    ...to.map((text): DiffLine => ({ kind: "added", text })),
  ];
}

function at(reach: ReadonlyMap<number, number>, k: number): number {
  return reach.get(k) ?? -1;
}
