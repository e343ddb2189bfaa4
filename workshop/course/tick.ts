import { joinLines, splitLines, type Line } from "./journal-lines.ts";
import { renderProof, withoutProof, type Proof } from "./proof.ts";
import { linksTo, readBox, type BoxLine } from "./read-checklist.ts";

export type { Proof } from "./proof.ts";

export interface TickResult {
  readonly markdown: string;
  readonly outcome: "ticked" | "renewed" | "no-box";
}

/** Ticks every box that links to the step, puts the proof behind it, and ticks the parents whose boxes are all ticked. */
export function tick(markdown: string, slug: string, proof: Proof): TickResult {
  const lines = splitLines(markdown);
  let outcome: TickResult["outcome"] = "no-box";
  const changed = lines.map((line) => {
    const box = boxOf(line, slug);
    if (!box) return line;
    if (outcome !== "ticked") outcome = box.mark === " " ? "ticked" : "renewed";
    const mark = box.mark === " " ? "x" : box.mark;
    const text = `${box.before}${mark}${withoutProof(box.after).replace(/[ \t]+$/, "")}${renderProof(proof)}`;
    return { ...line, text };
  });
  return { markdown: outcome === "no-box" ? markdown : joinLines(settleParents(changed, slug)), outcome };
}

/** Takes the tick and its proof away again. */
export function untick(markdown: string, slug: string): string {
  const lines = splitLines(markdown).map((line) => {
    const box = boxOf(line, slug);
    return box ? { ...line, text: `${box.before} ${withoutProof(box.after)}` } : line;
  });
  return joinLines(settleParents(lines, slug));
}

function boxOf(line: Line, slug: string): BoxLine | undefined {
  const box = readBox(line);
  return box && linksTo(box.after, slug) ? box : undefined;
}

/** Only the parents of the step's own boxes are touched; a list of the learner's own stays as it is. */
function settleParents(lines: readonly Line[], slug: string): Line[] {
  const settled = [...lines];
  const boxes = lines.map(readBox);
  for (const index of lines.keys()) {
    const box = boxes[index];
    if (!box || !linksTo(box.after, slug)) continue;
    for (const parent of parentsOf(boxes, index)) {
      const own = boxes[parent] as BoxLine;
      const all = childrenOf(boxes, parent).every((child) => (boxes[child] as BoxLine).mark !== " ");
      const mark = all ? (own.mark === " " ? "x" : own.mark) : " ";
      boxes[parent] = { ...own, mark };
      settled[parent] = { ...(settled[parent] as Line), text: `${own.before}${mark}${own.after}` };
    }
  }
  return settled;
}

/** The boxes above, each less indented than the one before, nearest first. */
function parentsOf(boxes: readonly (BoxLine | undefined)[], index: number): number[] {
  const parents: number[] = [];
  let indent = (boxes[index] as BoxLine).indent;
  for (let above = index - 1; above >= 0 && indent > 0; above -= 1) {
    const box = boxes[above];
    if (!box || box.indent >= indent) continue;
    parents.push(above);
    indent = box.indent;
  }
  return parents;
}

/** The boxes below that are more indented, until one that is not. */
function childrenOf(boxes: readonly (BoxLine | undefined)[], parent: number): number[] {
  const { indent } = boxes[parent] as BoxLine;
  const children: number[] = [];
  for (let below = parent + 1; below < boxes.length; below += 1) {
    const box = boxes[below];
    if (!box) continue;
    if (box.indent <= indent) break;
    children.push(below);
  }
  return children;
}
