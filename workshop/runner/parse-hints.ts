/**
 * Reads a solution's hints.md, the hints for work that has not begun: a list of bullets from nudge to near-answer. A
 * bullet may hold paragraphs and code, indented as Markdown wants it.
 */
export function parseHints(markdown: string): string[] {
  const bullets: string[] = [];
  let fenced = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    if (!fenced && /^[-*]\s/.test(line)) bullets.push(line.slice(2));
    else if (bullets.length > 0) bullets.push(`${bullets.pop()}\n${line.replace(/^ {1,2}/, "")}`);
  }
  return bullets.map((text) => text.trim());
}
