import { HOME_FILE } from "../../facts/home-span.ts";
import { aliasesOf, loadedSources, reachedFrom } from "../../facts/program/loaded-sources.ts";
import { pageProgramOf, programOf } from "../../facts/program/program.ts";
import { typeErrors, wordOf } from "../../facts/types.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { TypeDiagnostic } from "../../lab/types-evidence.ts";
import type { Mistake, Told } from "../mistake.ts";
import { replaceIn } from "../edits/edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";

/** TypeScript's words about any file that the backend loaded. */
export const backendTypeError: Mistake = typeErrorIn(backendFiles);

/** About the home feed's service and what it imports. */
export const homeTypeError: Mistake = typeErrorIn(homeFiles);

/** About the page's files. */
export const pageTypeError: Mistake = typeErrorIn(pageFiles);

/** What TypeScript says of the files that an item is about: no cause, but a place to look at, where no rule knows one. */
function typeErrorIn(filesOf: (evidence: Evidence) => readonly string[]): Mistake {
  return {
    id: "type-error",
    symptom: true,
    learn: "when-it-does-not-work",
    when(evidence): Told | undefined {
      const files = new Set(filesOf(evidence));
      const found = typeErrors(evidence).filter(({ file }) => files.has(file));
      const error = found.find(({ suggested }) => suggested) ?? found[0];
      return (
        error && {
          message: wordOf(error),
          file: error.file,
          line: error.line,
          ...lineIn(evidence, error),
          remedy: asSuggested(evidence, error),
        }
      );
    },
  };
}

function backendFiles(evidence: Evidence): string[] {
  return programOf(evidence).files.map(({ path }) => path);
}

function homeFiles(evidence: Evidence): string[] {
  const loaded = loadedSources(evidence);
  const home = loaded.filter(({ path }) => path === HOME_FILE);
  return reachedFrom(home, loaded, "backend", aliasesOf(evidence)).map(({ path }) => path);
}

function pageFiles(evidence: Evidence): string[] {
  return pageProgramOf(evidence).files.map(({ path }) => path);
}

function sourceOf(evidence: Evidence, path: string) {
  return [...programOf(evidence).files, ...pageProgramOf(evidence).files].find((file) => file.path === path);
}

function lineIn(evidence: Evidence, { file, line }: TypeDiagnostic): Pick<Told, "found"> {
  const found = sourceOf(evidence, file)?.text.split(/\r?\n/)[line - 1]?.trim();
  return found ? { found } : {};
}

/** TypeScript's "did you mean": the check shows it only where it has helped. */
function asSuggested(
  evidence: Evidence,
  { file, line, column, name, suggested }: TypeDiagnostic,
): Remedy | undefined {
  const source = sourceOf(evidence, file);
  if (!source || !name || !suggested) return undefined;
  const start =
    source.text
      .split("\n")
      .slice(0, line - 1)
      .join("\n").length + (line > 1 ? column : column - 1);
  const end = start + name.length;
  return source.text.slice(start, end) === name
    ? edits(replaceIn(source, { start, end }, suggested))
    : undefined;
}
