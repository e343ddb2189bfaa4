import type { Evidence } from "../lab/evidence.ts";
import type { Import } from "./program/imports.ts";
import { pageProgramOf } from "./program/program.ts";
import { plain } from "./page-words.ts";

export interface Unresolved {
  readonly specifier: string;
  /** The file that imports it, where Vite names one of the learner's. */
  readonly importer?: string;
  readonly import?: Import;
}

/** An import that Vite could not follow, in its own words: they name the file too. */
export function unresolved(evidence: Evidence): Unresolved | undefined {
  const { page } = evidence;
  if (!page) return undefined;
  const words = [...page.requests.map(({ answer }) => answer ?? ""), ...page.console, page.output].join("\n");
  const said = /Failed to resolve import \\?"([^"\\]+)\\?" from \\?"([^"\\]+)\\?"/.exec(plain(words));
  const [, specifier, from] = said ?? [];
  if (!specifier || !from) return undefined;
  const importer = `frontend/${from.replace(/^\.?\//, "")}`;
  const found = pageProgramOf(evidence).imports.find(
    (each) => each.file === importer && each.specifier === specifier,
  );
  return { specifier, importer, ...(found && { import: found }) };
}

/** The package that an import names; nothing for a file. */
export function packageName(specifier: string): string | undefined {
  return /^(@[^/]+\/[^/]+|[^./@][^/]*)/.exec(specifier)?.[1];
}
