import { readBox, stepOf } from "./box-line.ts";
import { splitLines } from "./journal-lines.ts";
import { readProof, type Proof } from "./proof.ts";

/** What the journal says of one step. */
export interface Box {
  /** 1-based, of the step's first box. */
  readonly line: number;
  /** Whether one of the step's boxes is: what once was done is not undone by a copy of the list. */
  readonly ticked: boolean;
  /** Of the first ticked box that has one. */
  readonly proof?: Proof;
  /** How many boxes link to the step. */
  readonly count: number;
}

/** The boxes of these steps, found by their link, wherever the learner moved them. */
export function readChecklist(markdown: string, slugs: readonly string[]): Map<string, Box> {
  const wanted = new Set(slugs);
  const boxes = new Map<string, Box>();
  for (const [index, line] of splitLines(markdown).entries()) {
    const found = readBox(line);
    const slug = found && stepOf(found);
    if (!found || slug === undefined || !wanted.has(slug)) continue;
    const known = boxes.get(slug);
    const proof = known?.proof ?? (found.ticked ? readProof(found.after) : undefined);
    boxes.set(slug, {
      line: known?.line ?? index + 1,
      ticked: found.ticked || known?.ticked === true,
      ...(proof && { proof }),
      count: (known?.count ?? 0) + 1,
    });
  }
  return boxes;
}
