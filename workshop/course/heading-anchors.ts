import { splitLines, type Line } from "./journal-lines.ts";

/** The anchors of a text's headings, as GitHub makes them: `## Start it first` is `start-it-first`, a second one `start-it-first-1`. */
export function headingAnchors(markdown: string): string[] {
  return headings(splitLines(markdown)).map(({ anchor }) => anchor);
}

/** Each heading's anchor, and the index of its line. */
export function headings(lines: readonly Line[]): { anchor: string; index: number }[] {
  const taken = new Map<string, number>();
  return lines.flatMap(({ text, quoted }, index) => {
    const heading = /^\uFEFF? {0,3}#{1,6}(?:[ \t](.*))?$/.exec(text);
    return quoted || !heading ? [] : [{ anchor: unique(anchorOf(heading[1] ?? ""), taken), index }];
  });
}

function anchorOf(heading: string): string {
  return visibleText(heading)
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

/** The heading as it is read: without closing signs, images, link targets, tags and emphasis. */
function visibleText(heading: string): string {
  return heading
    .replace(/(?:^|[ \t])#+[ \t]*$/, "")
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "");
}

function unique(anchor: string, taken: Map<string, number>): string {
  let free = anchor;
  while (taken.has(free)) {
    const count = (taken.get(anchor) ?? 0) + 1;
    taken.set(anchor, count);
    free = `${anchor}-${count}`;
  }
  taken.set(free, 0);
  return free;
}
