import type { CodeLine, Evidence } from "../lab/evidence.ts";
import { fileAt, lineAt } from "./code-at.ts";
import { missingImport } from "./missing-import.ts";
import { remedyForError } from "./remedy-for-error.ts";

/** What to do about an error that the learner's code threw at a place; nothing where its words do not tell. */
export function remedyForThrow(evidence: Evidence, error: string, at: CodeLine): string | undefined {
  const name = /(\w+) is not defined/.exec(error)?.[1];
  return (
    (name && missingImport(evidence, at.file, name)?.fix) ??
    remedyForError(error, lineAt(evidence, at), fileAt(evidence, at))
  );
}
