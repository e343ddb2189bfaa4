import { wrap } from "./wrap.ts";

/** Wraps prose and leaves code as it is, so that it can be copied. Fences are not shown: the indent says it. */
export function wrapMarkdown(markdown: string, width: number, by: string): string {
  const lines: string[] = [];
  let fenced = false;
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) lines.push(wrap(paragraph.join(" "), { width, first: by }));
    paragraph = [];
  };
  for (const line of markdown.split("\n")) {
    const fence = /^\s*(```|~~~)/.test(line);
    if (fence || fenced || line.trim() === "") flush();
    if (fence) fenced = !fenced;
    else if (fenced) lines.push(line === "" ? "" : `${by}  ${line}`);
    else if (line.trim() === "") lines.push("");
    else paragraph.push(line.trim());
  }
  flush();
  return lines.join("\n");
}
