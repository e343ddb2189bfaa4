import { readTextSync } from "../lab/read-text.ts";
import { firstParagraph } from "../course/first-paragraph.ts";
import type { Finding } from "../findings/finding.ts";
import { clean } from "./clean.ts";

/** From nudge to answer: what the lesson says of it, where it is, and what to write instead. */
export function findingHints(root: string, finding: Finding): string[] {
  return [lessonOf(root, finding), placeOf(finding), fixOf(finding)].filter((hint) => hint !== "").map(clean);
}

function lessonOf(root: string, { learn }: Finding): string {
  const [file = "", anchor = ""] = learn.split("#");
  const paragraph = firstParagraph(readTextSync(root, file) ?? "", anchor);
  return paragraph === "" ? `Read ${learn}` : `Read ${learn}\n\n${withoutLinks(paragraph)}`;
}

function withoutLinks(paragraph: string): string {
  return paragraph.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
}

function placeOf({ file, line }: Finding): string {
  return file ? `Look at ${file}${line ? `:${line}` : ""}` : "";
}

/** Its first line is prose; what follows is to paste, and stays as it is. */
function fixOf({ fix = "" }: Finding): string {
  const [advice = "", ...lines] = fix.split("\n");
  return lines.length === 0 ? advice : [advice, "", "```", ...lines, "```"].join("\n");
}
