import { readBox, type BoxLine } from "./box-line.ts";
import { widthOf, type Line } from "./journal-lines.ts";

/** A box of the journal and the boxes right under it. */
export interface NestedBox {
  /** Of its line, 0-based. */
  readonly index: number;
  readonly box: BoxLine;
  readonly parent: NestedBox | undefined;
  readonly children: NestedBox[];
}

/** All boxes, in order. Lists end at a heading, and at a text that stands apart from them. */
export function nestedBoxes(lines: readonly Line[]): NestedBox[] {
  const found: NestedBox[] = [];
  let open: { readonly indent: number; readonly nested: NestedBox | undefined }[] = [];
  let apart = true;
  for (const [index, line] of lines.entries()) {
    const indent = line.quoted ? undefined : itemIndent(line.text);
    if (indent === undefined) {
      if (endsList(line, apart)) open = [];
      apart = line.text.trim() === "";
      continue;
    }
    apart = false;
    while ((open.at(-1)?.indent ?? -2) > indent - 2) open.pop();
    const parent = open.at(-1)?.nested;
    const box = readBox(line);
    const nested = box ? { index, box, parent, children: [] } : parent;
    if (nested && nested !== parent) {
      found.push(nested);
      parent?.children.push(nested);
    }
    open.push({ indent, nested });
  }
  return found;
}

/** How far a list item of any kind is indented; nothing for any other line. */
function itemIndent(text: string): number | undefined {
  const blanks = /^\uFEFF?([ \t>]*)(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/.exec(text)?.[1];
  return blanks === undefined ? undefined : widthOf(blanks);
}

function endsList({ text, quoted }: Line, apart: boolean): boolean {
  if (quoted) return false;
  return /^ {0,3}#{1,6}(?:[ \t]|$)/.test(text) || (apart && /^[^\s>]/.test(text));
}
