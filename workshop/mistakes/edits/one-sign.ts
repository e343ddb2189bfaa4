import type { SourceText } from "../../lab/evidence.ts";
import { parseFile } from "../../facts/program/parse-file.ts";
import type { Edit } from "../remedy.ts";

/** What a line that cannot be read may lack or have too much: each change of it is tried on the file. */
const CHANGES: readonly ((line: string) => string | undefined)[] = [
  (line) => (/[“”„‘’]/.test(line) ? line.replace(/[“”„]/g, '"').replace(/[‘’]/g, "'") : undefined),
  (line) => (/^\s*(```|~~~)/.test(line) ? "" : undefined),
  // Slashes in an expression end it too early.
  (line) => line.replace(/\/\^?(https?):\/\/([^/\]]*)\/?([a-z]*)(?=[\],\s}])/, "/^$1:\\/\\/$2\\//$3"),
  (line) => `${line},`,
  (line) => line.replace(/;?\s*$/, ")$&"),
  (line) => line.replace(/\(;/, "();"),
  (line) => line.replace(/;?\s*$/, "}$&"),
  (line) => line.replace(/;?\s*$/, "]$&"),
  (line) => line.replace(/;?\s*$/, "})$&"),
];

/** The edit of one line after which the file can be read; nothing where none of a few usual ones is enough. */
export function oneSign(source: SourceText): Edit | undefined {
  const { error } = parseFile(source);
  const lines = source.text.split(/\r?\n/);
  if (!error) return undefined;
  for (const line of [error.line, error.line - 1]) {
    const from = lines[line - 1];
    if (from === undefined || from.trim() === "") continue;
    for (const change of CHANGES) {
      const to = change(from);
      if (to === undefined || to === from) continue;
      const text = lines.toSpliced(line - 1, 1, ...(to === "" ? [] : [to])).join("\n");
      if (!parseFile({ path: source.path, text }).error) return { file: source.path, line, from, to };
    }
  }
  return undefined;
}
