/** A line of the journal without its ending, and the ending that stands behind it. */
export interface Line {
  readonly text: string;
  readonly ending: string;
  /** Inside a fenced code block or an HTML comment nothing is a box or an answer. */
  readonly quoted: boolean;
}

/** Splits a text so that joining the parts gives back every byte. */
export function splitLines(markdown: string): Line[] {
  const lines: Line[] = [];
  let fence: string | undefined;
  let comment = false;
  for (const part of markdown.split("\n")) {
    const carriage = part.endsWith("\r");
    const text = carriage ? part.slice(0, -1) : part;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    const opens = fence === undefined && !comment && mark !== undefined;
    const closes =
      fence !== undefined && mark !== undefined && mark[0] === fence[0] && mark.length >= fence.length;
    const begins = fence === undefined && !comment && /^\s*<!--/.test(text);
    const quoted = fence !== undefined || comment || opens || begins;
    if (opens) fence = mark;
    else if (closes) fence = undefined;
    if (begins || comment) comment = !text.includes("-->");
    lines.push({ text, ending: carriage ? "\r\n" : "\n", quoted });
  }
  const end = lines.at(-1);
  if (end) lines[lines.length - 1] = { ...end, ending: end.ending === "\r\n" ? "\r" : "" };
  return lines;
}

export function joinLines(lines: readonly Line[]): string {
  return lines.map(({ text, ending }) => text + ending).join("");
}
