import type { CodeLine, Evidence } from "../lab/evidence.ts";
import { callsAt } from "../facts/field-code.ts";
import { methodName } from "../facts/method-name.ts";
import { programOf } from "../facts/program/program.ts";
import { typeErrors } from "../facts/types.ts";
import { renameMethod } from "./field-remedies.ts";
import { replaceIn } from "./edit-source.ts";
import { edits, type Edit, type Remedy } from "./remedy.ts";

/** What other libraries call the same method. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  addAttribute: "setAttribute",
  addTag: "setAttribute",
  setTag: "setAttribute",
  setField: "setAttribute",
  addTags: "setAttributes",
  recordError: "recordException",
  startAsCurrentSpan: "startActiveSpan",
  trace: "startActiveSpan",
  finish: "end",
  End: "end",
};

/** The edit for an error that a line of the learner's code threw: TypeScript's spelling, or OpenTelemetry's word. */
export function remedyOfThrow(evidence: Evidence, error: string, at: CodeLine): Remedy | undefined {
  const method = /\.(\w+) is not a function/.exec(error)?.[1];
  const other = method && OTHER_WORDS[method];
  if (other) {
    const program = programOf(evidence);
    return renameMethod(
      callsAt(evidence, at).find((call) => methodName(program, call) === method),
      other,
    );
  }
  const name = method ?? /(\w+) is not defined/.exec(error)?.[1];
  return name ? edits(spelling(evidence, name)) : undefined;
}

/** A misspelled name in TypeScript's spelling, where it is written. */
function spelling(evidence: Evidence, name: string): Edit | undefined {
  const error = typeErrors(evidence).find(
    (each) => each.suggested && (each.name === name || each.suggested === name),
  );
  const file = programOf(evidence).files.find(({ path }) => path === error?.file);
  if (!error?.name || !error.suggested || !file) return undefined;
  const before = file.text.split("\n").slice(0, error.line - 1);
  const start = before.reduce((sum, line) => sum + line.length + 1, 0) + error.column - 1;
  const end = start + error.name.length;
  if (file.text.slice(start, end) !== error.name) return undefined;
  return replaceIn(file, { start, end }, error.suggested);
}
