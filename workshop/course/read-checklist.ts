import { splitLines, type Line } from "./journal-lines.ts";
import { readProof, type Proof } from "./proof.ts";

export interface Box {
  /** 1-based, of the first box of the step. */
  readonly line: number;
  readonly ticked: boolean;
  readonly proof?: Proof;
  /** How many boxes link to the step. */
  readonly count: number;
}

/** A list item with a checkbox: its parts, so that only the mark between the brackets need change. */
export interface BoxLine {
  readonly indent: number;
  readonly before: string;
  readonly mark: string;
  readonly after: string;
}

/** The boxes of these steps, found by their link, wherever the learner moved them. */
export function readChecklist(markdown: string, slugs: readonly string[]): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const [index, line] of splitLines(markdown).entries()) {
    const box = readBox(line);
    const slug = box && slugs.find((each) => linksTo(box.after, each));
    if (!box || slug === undefined) continue;
    const known = boxes.get(slug);
    const proof = readProof(line.text);
    const ticked = box.mark !== " ";
    boxes.set(
      slug,
      known
        ? { ...known, ticked: known.ticked && ticked, count: known.count + 1 }
        : { line: index + 1, ticked, count: 1, ...(proof && { proof }) },
    );
  }
  return boxes;
}

export function readBox({ text, quoted }: Line): BoxLine | undefined {
  if (quoted) return undefined;
  const found = /^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[)([ xX])(\](?:[ \t].*)?)$/.exec(text);
  if (!found) return undefined;
  const [, before = "", mark = "", after = ""] = found;
  return { indent: widthOf(before), before, mark, after };
}

/** `](../steps/04-initialize-provider/README.md)`, with or without folder, file, slash or anchor. */
export function linksTo(text: string, slug: string): boolean {
  const at = text.indexOf(`/${slug}`);
  if (at < 0) return false;
  const next = text[at + slug.length + 1];
  const start = text.lastIndexOf("](", at);
  return start >= 0 && !text.slice(start, at).includes(")") && (next === undefined || /[/)#\s]/.test(next));
}

/** The depth of a list item in columns; a tab counts to the next multiple of four. */
function widthOf(before: string): number {
  let width = 0;
  for (const letter of before) {
    if (letter === " ") width += 1;
    else if (letter === "\t") width += 4 - (width % 4);
    else break;
  }
  return width;
}
