/** One way to write a line of broken JSON, or all of its lines. */
type Try = (lines: readonly string[], index: number) => readonly string[];

/** What pages, editors and habits from JavaScript leave in JSON, the most harmless change first. */
const TRIES: readonly Try[] = [
  at((line) => line.replaceAll(/[“”„«»]/g, '"')),
  at((line) => line.replaceAll("'", '"')),
  at((line) => line.replace(/([{[,])\s*,/g, "$1")),
  at((line) => line.replace(/,(\s*)$/, "$1")),
  at((line) => `${line.trimEnd()},`),
  at((line) => line.replace(/^(\s*)([\w@/-]+)(\s*:)/, '$1"$2"$3')),
  at((line) => line.replace(/\s*\/\/.*$|\/\*.*?\*\//g, "")),
  (lines) => lines.map((line) => line.replace(/^\+/, "").replace(/^\d+(?=\s)/, "")),
  (lines, index) => (/^\s*[#-]/.test(lines[index] ?? "") ? lines.toSpliced(index, 1) : lines),
];

/** The text with one change near the line (1-based) after which it is JSON; nothing where none of the usual ones helps. */
export function repairJson(text: string, line: number): string | undefined {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  for (const attempt of TRIES) {
    for (const index of [line - 1, line - 2, line]) {
      if (lines[index] === undefined) continue;
      const repaired = attempt(lines, index).join("\n");
      if (isObject(repaired)) return repaired;
    }
  }
  return undefined;
}

function at(change: (line: string) => string): Try {
  return (lines, index) => lines.with(index, change(lines[index] ?? ""));
}

function isObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}
