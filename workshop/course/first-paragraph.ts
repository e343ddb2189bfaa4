import { headings } from "./heading-anchors.ts";
import { splitLines } from "./journal-lines.ts";

/** The first paragraph below the heading with this anchor; empty where there is no such heading, or nothing below it. */
export function firstParagraph(markdown: string, anchor: string): string {
  const lines = splitLines(markdown);
  const all = headings(lines);
  const at = all.findIndex((each) => each.anchor === anchor);
  const heading = all[at];
  if (!heading) return "";
  const section = lines.slice(heading.index + 1, all[at + 1]?.index).map(({ text }) => text);
  const rest = section.slice(section.findIndex((text) => text.trim() !== ""));
  const end = rest.findIndex((text) => text.trim() === "");
  return rest
    .slice(0, end < 0 ? undefined : end)
    .join("\n")
    .trim();
}
