import { widthOf, type Line } from "./journal-lines.ts";
import { lineLinks } from "./line-links.ts";

/** A list item with a checkbox: its parts, so that only the mark between the brackets need change. */
export interface BoxLine {
  readonly indent: number;
  readonly before: string;
  readonly ticked: boolean;
  readonly mark: string;
  readonly after: string;
}

const BOX = /^(\uFEFF?([ \t>]*)(?:[-*+]|\d{1,9}[.)])[ \t]+\[)([ \u00A0xX]?)(\](?:[ \t\u00A0].*)?)$/s;

export function readBox({ text, quoted }: Line): BoxLine | undefined {
  const found = quoted ? null : BOX.exec(text);
  if (!found) return undefined;
  const [, before = "", blanks = "", mark = "", after = ""] = found;
  return { indent: widthOf(blanks), before, ticked: /x/i.test(mark), mark, after };
}

/** The step that a box belongs to: the first folder of `steps/` that it links to, by whatever path. */
export function stepOf({ after }: BoxLine): string | undefined {
  for (const target of lineLinks(after)) {
    const slug = /(?:^|[\\/])steps[\\/](\d\d-[a-z0-9-]+)(?:[\\/#?]|$)/.exec(target)?.[1];
    if (slug !== undefined) return slug;
  }
  return undefined;
}
