import type { SourceText } from "../lab/evidence.ts";
import { editSource, removeFrom, type Range } from "./edit-source.ts";
import type { Edit } from "./remedy.ts";

/** Removes a property of an object or an element of an array, with its comma. */
export function withoutPart(source: SourceText, { start, end }: Range): Edit | undefined {
  const after = /^\s*,[ \t]*/.exec(source.text.slice(end))?.[0];
  if (after !== undefined) {
    const whole = { start, end: end + after.trimEnd().length };
    const lines = removeFrom(source, whole);
    return lines?.to === "" ? lines : editSource(source, { start, end: end + after.length, text: "" });
  }
  const before = /,\s*$/.exec(source.text.slice(0, start))?.[0] ?? "";
  return editSource(source, { start: start - before.length, end, text: "" });
}
