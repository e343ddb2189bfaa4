/** The targets of the links in one line, in their order: `](target)`, `href="target"`, `<https://target>`. */
export function lineLinks(text: string): string[] {
  const places = /\]\([ \t]?<?|\bhref=["']|<(?=https?:)|^ {0,3}\[[^\][]{1,200}\]:[ \t]*<?/g;
  const bare = withoutCode(text);
  return [...bare.matchAll(places)].flatMap(({ index, 0: { length } }) => {
    const target = targetAt(bare, index + length);
    return target === "" ? [] : [target];
  });
}

/** The line with blanks where inline code stands. */
export function withoutCode(text: string): string {
  const runs = [...text.matchAll(/`+/g)];
  const last = new Map(runs.map(({ 0: ticks }, index) => [ticks.length, index]));
  let bare = "";
  let from = 0;
  for (let index = 0; index < runs.length; index += 1) {
    const open = runs[index];
    if (!open || (last.get(open[0].length) ?? 0) <= index) continue;
    do index += 1;
    while (runs[index]?.[0].length !== open[0].length);
    const end = (runs[index]?.index ?? 0) + open[0].length;
    bare += text.slice(from, open.index) + " ".repeat(end - open.index);
    from = end;
  }
  return bare + text.slice(from);
}

/** Reads until a blank, a bracket or a quotation mark; a pair of parentheses may belong to the target. */
function targetAt(text: string, start: number): string {
  let depth = 0;
  let end = start;
  for (; end < text.length; end += 1) {
    const letter = text[end] ?? "";
    if (/[\s<>[\]"']/.test(letter)) break;
    if (letter === "(") depth += 1;
    if (letter === ")" && depth-- === 0) break;
  }
  return text.slice(start, end);
}
