import type { Evidence } from "../../lab/evidence.ts";
import { ownFile } from "../../facts/own-file.ts";
import { editLine } from "../edits/edit-lines.ts";
import type { Mistake } from "../mistake.ts";
import { ifReadable } from "./if-readable.ts";

/** A heading such as `backend:` that is commented out, so that what is below it has lost its place. */
export const headingCommentedOut: Mistake = {
  id: "heading-commented-out",
  learn: "yaml",
  when: (evidence) => {
    const found = heading(evidence);
    const source = ownFile(evidence, found?.file);
    return (
      found && {
        message: `Line ${found.line} of ${found.file} is commented out: ${found.says}`,
        file: found.file,
        line: found.line,
        found: found.text.trim(),
        remedy: found.more
          ? undefined
          : ifReadable(source, source && editLine(source, found.line, found.right)),
      }
    );
  },
};

interface Heading {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly says: string;
  /** As it should be. */
  readonly right: string;
  /** The line below it is commented out too. */
  readonly more: boolean;
}

function heading({ compose, nearby }: Evidence): Heading | undefined {
  if (
    compose.ok ||
    !/^(malformed-yaml|not-a-mapping|no-services|no-such-service|unknown-key)$/.test(compose.problem.kind)
  )
    return undefined;
  const { file, line: near = Infinity } = compose.problem;
  const lines = nearby.files.find(({ path }) => path === file)?.text.split(/\r?\n/) ?? [];
  const isNote = (line = "") => /^\s*#\s*[\w-]+\s*:/.test(line);
  const at = (index: number, right: string, says: string) =>
    index < 0
      ? undefined
      : { file, line: index + 1, text: lines[index] ?? "", says, right, more: isNote(lines[index + 1]) };
  const lost = (there: RegExp, asNote: RegExp) =>
    lines.some((line) => there.test(line)) ? -1 : lines.findIndex((line) => asNote.test(line));
  return (
    at(lost(/^services\s*:/, /^#\s*services\s*:/), "services:", "Compose finds no service without it.") ??
    at(
      lost(/^\s+backend\s*:/, /^\s*#\s*backend\s*:\s*(#.*)?$/),
      "  backend:",
      "the service backend has lost its name.",
    ) ??
    at(noteAbove(lines, near), "    environment:", "the variables below it belong to nothing.")
  );
}

/** `environment:` as a note, and nothing but notes between it and the line that YAML stumbles over. */
function noteAbove(lines: readonly string[], near: number): number {
  const above = lines.slice(0, near - 1);
  const start = above.findLastIndex((line) => line.trim() !== "" && !/^\s*#/.test(line)) + 1;
  const index = above.slice(start).findIndex((line) => /^\s*#\s*environment\s*:/.test(line));
  return index < 0 ? -1 : start + index;
}
