import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readTextSync } from "../lab/read-text.ts";
import type { Span } from "../trace/span.ts";
import { learnerEntries } from "./project.ts";

export const STARTER = "00-starter";
const ABOUT = new Set(["README.md", "NOTE.md", "hints.md", "answers.json", "answers.ts"]);

/** A path from the root, and the file whose content belongs there. */
export type Files = ReadonlyMap<string, string>;

/** The files of one step's solution, or of the starter; none where it changes none. */
export function solutionFiles(root: string, slug: string): Files {
  const folder = join(root, "solution", slug);
  const tops = names(folder).filter((name) => !ABOUT.has(name));
  const files = learnerEntries(folder, tops).filter(({ kind }) => kind === "file");
  return new Map(files.map(({ path }) => [path, join(folder, path)]));
}

/** Several solutions, one over the other in the given order. */
export function layered(root: string, slugs: readonly string[]): Map<string, string> {
  return new Map(slugs.flatMap((slug) => [...solutionFiles(root, slug)]));
}

/** The solution's answers for the journal, by their id. */
export function solutionAnswers(root: string, slug: string): Record<string, string> {
  return JSON.parse(readTextSync(root, `solution/${slug}/answers.json`) ?? "{}") as Record<string, string>;
}

/** A solution whose answers depend on the run `week2`: whether a run will do, and the answers that it gives. */
export interface ComputedAnswers {
  readonly fits: (spans: readonly Span[]) => boolean;
  readonly answers: (spans: readonly Span[]) => Record<string, string>;
}

/** Nothing for a step whose answers, if any, are the same for everybody. */
export async function computedAnswers(root: string, slug: string): Promise<ComputedAnswers | undefined> {
  const file = join(root, "solution", slug, "answers.ts");
  if (!existsSync(file)) return undefined;
  return (await import(pathToFileURL(file).href)) as ComputedAnswers;
}

/** A word of the author on a solution, for a step that changes no file. */
export function solutionNote(root: string, slug: string): string | undefined {
  return readTextSync(root, `solution/${slug}/NOTE.md`)?.trim();
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
