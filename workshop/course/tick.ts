import { readBox, stepOf, type BoxLine } from "./box-line.ts";
import { joinLines, splitLines, type Line } from "./journal-lines.ts";
import { nestedBoxes, type NestedBox } from "./nested-boxes.ts";
import { withoutProof, withProof, type Proof } from "./proof.ts";

export type { Proof } from "./proof.ts";

export interface TickResult {
  readonly markdown: string;
  readonly outcome: "ticked" | "renewed" | "no-box";
}

/** Ticks every box that links to the step, puts the proof behind it, and ticks the parents whose boxes are all ticked. */
export function tick(markdown: string, slug: string, proof: Proof): TickResult {
  let outcome: TickResult["outcome"] = "no-box";
  const changed = changeBoxes(markdown, slug, (box) => {
    if (!box.ticked) outcome = "ticked";
    else if (outcome === "no-box") outcome = "renewed";
    return marked({ ...box, after: withProof(box.after, proof) }, true);
  });
  return { markdown: changed, outcome };
}

/** Takes the tick and its proof away again. */
export function untick(markdown: string, slug: string): string {
  return changeBoxes(markdown, slug, (box) => marked({ ...box, after: withoutProof(box.after) }, false));
}

function changeBoxes(markdown: string, slug: string, change: (box: BoxLine) => string): string {
  const lines = splitLines(markdown);
  let found = false;
  for (const [index, line] of lines.entries()) {
    const box = readBox(line);
    if (!box || stepOf(box) !== slug) continue;
    found = true;
    lines[index] = { ...line, text: change(box) };
  }
  if (!found) return markdown;
  settleParents(lines, slug);
  return joinLines(lines);
}

/** Only the boxes above the step's own are touched; a list of the learner's own stays as it is. */
function settleParents(lines: Line[], slug: string): void {
  const boxes = nestedBoxes(lines);
  const ticked = new Set(boxes.filter(({ box }) => box.ticked));
  const parents = parentsOf(boxes.filter(({ box }) => stepOf(box) === slug));
  const deepestFirst = [...parents].sort((a, b) => b.index - a.index);
  for (const parent of deepestFirst) {
    if (stepOf(parent.box) !== undefined) continue;
    const all = parent.children.every((child) => ticked.has(child));
    if (all === parent.box.ticked) continue;
    if (all) ticked.add(parent);
    else ticked.delete(parent);
    const line = lines[parent.index];
    if (line) lines[parent.index] = { ...line, text: marked(parent.box, all) };
  }
}

function parentsOf(boxes: readonly NestedBox[]): Set<NestedBox> {
  const parents = new Set<NestedBox>();
  for (const box of boxes) {
    let above = box.parent;
    while (above && !parents.has(above)) {
      parents.add(above);
      above = above.parent;
    }
  }
  return parents;
}

function marked({ before, ticked, mark, after }: BoxLine, tick: boolean): string {
  return before + (tick === ticked ? mark : tick ? "x" : " ") + after;
}
