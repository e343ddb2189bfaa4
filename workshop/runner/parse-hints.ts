/** The hints of a section, from nudge to near-answer. */
export type Hints = ReadonlyMap<string, readonly string[]>;

/**
 * Reads a step's hints.md: a section `## <finding's id>` for each mistake and `## any` for everything else, each a list
 * of bullets from nudge to near-answer. A bullet may hold paragraphs and code, indented as Markdown wants it.
 */
export function parseHints(markdown: string): Hints {
  const sections = new Map<string, string[]>();
  let bullets: string[] | undefined;
  let fenced = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const heading = fenced ? undefined : /^##\s+`?([\w-]+)`?\s*$/.exec(line)?.[1];
    if (heading) sections.set(heading, (bullets = []));
    else if (!bullets) continue;
    else if (!fenced && /^[-*]\s/.test(line)) bullets.push(line.slice(2).trim());
    else if (bullets.length > 0) bullets.push(`${bullets.pop()}\n${line.replace(/^ {1,2}/, "")}`);
  }
  return new Map([...sections].map(([id, texts]) => [id, texts.map((text) => text.trim())]));
}
