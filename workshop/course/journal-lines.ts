/** A line of the journal without its ending, and the ending that stands behind it. */
export interface Line {
  readonly text: string;
  readonly ending: string;
  /** Inside a fenced code block or an HTML comment nothing is a box, an answer, a heading or a link. */
  readonly quoted: boolean;
}

/** Splits a text so that joining the parts gives back every character. */
export function splitLines(markdown: string): Line[] {
  const parts = markdown.split(/(\r\n|\n|\r)/);
  const lines: Line[] = [];
  let block: Block | undefined;
  for (let index = 0; index < parts.length; index += 2) {
    const text = parts[index] ?? "";
    if (block?.kind === "fence" && leavesFence(text, block)) block = undefined;
    const opened: Block | undefined = block ? undefined : opening(text);
    lines.push({ text, ending: parts[index + 1] ?? "", quoted: (block ?? opened) !== undefined });
    if (opened ? opened.kind === "comment" && endsComment(opened.rest) : block && closes(text, block)) {
      block = undefined;
    } else block ??= opened;
  }
  return lines;
}

export function joinLines(lines: readonly Line[]): string {
  return lines.map(({ text, ending }) => text + ending).join("");
}

/** The depth of a list item, a fence or a text in columns; a tab counts to the next multiple of four. */
export function widthOf(before: string): number {
  let width = 0;
  for (const letter of before) width += letter === "\t" ? 4 - (width % 4) : 1;
  return width;
}

type Block =
  | { readonly kind: "fence"; readonly mark: string; readonly indent: number; readonly cited: boolean }
  | { readonly kind: "comment"; readonly rest: string };

const OPENING = /^(\uFEFF?[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}|~{3,}|<!--)(.*)$/s;
const ITEM_OR_HEADING = /^([ \t]*)(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{2,6}[ \t])/;

function opening(text: string): Block | undefined {
  const [, before = "", mark = "", rest = ""] = OPENING.exec(text) ?? [];
  if (mark === "<!--") return { kind: "comment", rest };
  if (mark === "" || (mark.startsWith("`") && rest.includes("`"))) return undefined;
  return { kind: "fence", mark, indent: widthOf(before), cited: before.includes(">") };
}

function closes(text: string, block: Block): boolean {
  if (block.kind === "comment") return endsComment(text);
  const mark = text.replace(/^[ \t>]*/, "").trimEnd();
  return mark.length >= block.mark.length && /^(?:`+|~+)$/.test(mark) && mark[0] === block.mark[0];
}

function endsComment(text: string): boolean {
  return text.includes("-->");
}

/** A fence that someone forgot to close ends with the list item or the quotation that it stands in; `# …` may be a shell's comment. */
function leavesFence(text: string, fence: Extract<Block, { kind: "fence" }>): boolean {
  if (fence.cited) return !/^[ \t]*>/.test(text);
  const before = ITEM_OR_HEADING.exec(text)?.[1];
  return before !== undefined && widthOf(before) + 2 <= fence.indent;
}
