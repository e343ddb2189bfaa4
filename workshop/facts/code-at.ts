import type { CodeLine, Evidence } from "../lab/evidence.ts";
import { lineWith, type Place } from "./look-in-sources.ts";

/** A place of the learner's, and what is written there. */
export interface Shown {
  readonly file?: string;
  readonly line?: number;
  readonly found?: string;
}

/** The place of a finding: file, line, and what stands there; nothing where the line is not known. */
export function shownAt(evidence: Evidence, at: CodeLine | undefined): Shown {
  return at ? { ...at, found: lineAt(evidence, at) } : {};
}

/** The learner's line at a place, without the blanks around it. */
export function lineAt(evidence: Evidence, at: CodeLine | undefined): string {
  return (fileAt(evidence, at).split("\n")[(at?.line ?? 0) - 1] ?? "").trim();
}

/** The line and the few below it, where a call is written over several. */
export function linesFrom(evidence: Evidence, at: CodeLine | undefined, count = 4): string {
  const from = (at?.line ?? 1) - 1;
  return fileAt(evidence, at)
    .split("\n")
    .slice(from, from + count)
    .join("\n");
}

/** The whole text of a file of the learner's; empty where there is none. */
export function fileAt({ backend }: Evidence, at: Pick<CodeLine, "file"> | undefined): string {
  return backend.sources.find(({ path }) => path === at?.file)?.text ?? "";
}

/** The first line of the learner's code that holds the words. */
export function lineOfText({ backend }: Evidence, words: string | RegExp): CodeLine | undefined {
  for (const { path, text } of backend.sources) {
    const line = lineWith(text, words);
    if (line) return { file: path, line };
  }
  return undefined;
}

/** A place in the syntax tree as a finding's place. */
export function pointAt({ file, line, text }: Pick<Place, "file" | "line" | "text">): Shown {
  return { file, line, found: text };
}
