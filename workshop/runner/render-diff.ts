import { lineDiff, type DiffLine } from "./line-diff.ts";
import type { Look } from "./terminal.ts";

const CONTEXT = 3;

/** A unified diff from the learner's file to the solution's; nothing when they say the same. */
export function renderDiff(
  path: string,
  yours: string | undefined,
  solution: string | undefined,
  look: Look,
): string | undefined {
  const lines = lineDiff(split(yours), split(solution));
  if (yours !== undefined && lines.every(({ kind }) => kind === "same")) return undefined;
  const heading = [
    look.paint.bold(yours === undefined ? `--- (you have no ${path})` : `--- yours     ${path}`),
    look.paint.bold(solution === undefined ? `+++ (the solution has no ${path})` : `+++ solution  ${path}`),
  ];
  return [...heading, ...hunks(lines).flatMap((hunk) => renderHunk(hunk, look))].join("\n");
}

interface Hunk {
  readonly lines: readonly DiffLine[];
  /** 1-based, in the learner's file and in the solution's. */
  readonly yours: number;
  readonly solution: number;
}

/** Stretches of change, each with the lines around it. */
function hunks(lines: readonly DiffLine[]): Hunk[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ kind }) => kind !== "same"),
  );
  const found: { lines: DiffLine[]; yours: number; solution: number }[] = [];
  let yours = 1;
  let solution = 1;
  lines.forEach((line, index) => {
    if (near[index]) {
      if (!near[index - 1]) found.push({ lines: [], yours, solution });
      found.at(-1)?.lines.push(line);
    }
    if (line.kind !== "added") yours++;
    if (line.kind !== "removed") solution++;
  });
  return found;
}

function renderHunk({ lines, yours, solution }: Hunk, { paint }: Look): string[] {
  const count = (kind: DiffLine["kind"]) => lines.filter((line) => line.kind !== kind).length;
  return [
    paint.cyan(`@@ -${yours},${count("added")} +${solution},${count("removed")} @@`),
    ...lines.map(({ kind, text }) => {
      if (kind === "same") return ` ${text}`;
      return kind === "added" ? paint.green(`+${text}`) : paint.red(`-${text}`);
    }),
  ];
}

/** Line ends are not shown, so they are no difference. */
function split(text: string | undefined): string[] {
  if (text === undefined || text === "") return [];
  return text.replace(/\r\n/g, "\n").replace(/\n$/, "").split("\n");
}
