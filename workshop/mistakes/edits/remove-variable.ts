import { originOf } from "../../facts/backend-environment.ts";
import { parseFile } from "../../facts/program/parse-file.ts";
import { startVariables } from "../../facts/start-command.ts";
import { startScript } from "../../facts/start-script.ts";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import { editSource, removeFrom } from "./edit-source.ts";
import { statementOf } from "../../facts/program/places.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";

/** Removes a variable of the backend where it is set: in the compose file, the start script or the code. */
export function removeVariable(evidence: Evidence, name: string): Remedy | undefined {
  return edits(removalAt(evidence, name));
}

/** Gives a variable of the compose file another value. */
export function setVariable(evidence: Evidence, name: string, value: string): Remedy | undefined {
  const { file, line } = originOf(evidence, name);
  const source = evidence.nearby.files.find(({ path }) => path === file);
  const text = source?.text.split(/\r?\n/)[(line ?? 0) - 1];
  const written = text && new RegExp(`^(\\s*(?:- *)?${name}\\s*([:=])\\s*)`).exec(text);
  if (!source || !line || !written) return undefined;
  // A list's entry is one string: quotes in it would be part of the value.
  const by = written[2] === ":" ? JSON.stringify(value) : value;
  return edits({ file: source.path, line, from: text, to: `${written[1]}${by}` });
}

function removalAt(evidence: Evidence, name: string): Edit | undefined {
  const { file, line } = originOf(evidence, name);
  if (file === undefined || line === undefined) return undefined;
  const { manifest, sources } = evidence.backend;
  if (file === "backend/package.json")
    return manifest.ok && startVariables(startScript(evidence)).has(name)
      ? withoutAssignment({ path: file, text: manifest.text }, line, name)
      : undefined;
  const code = sources.find(({ path }) => path === file);
  if (code) return withoutStatement(code, line);
  const source = evidence.nearby.files.find(({ path }) => path === file);
  return source && withoutLine(source, line, name);
}

/** `NAME=value ` in front of a command. */
function withoutAssignment(source: SourceText, line: number, name: string): Edit | undefined {
  const start = startOf(source.text, line);
  const written = new RegExp(
    `(?:export +)?\\b${name}=(?:'[^']*'|\\\\"[^"]*\\\\"|[^\\s"';&|]*)(?: *(?:&&|;))? *`,
  );
  const found = written.exec(source.text.slice(start));
  if (!found) return undefined;
  const at = start + found.index;
  return editSource(source, { start: at, end: at + found[0].length, text: "" });
}

function withoutStatement(source: SourceText, line: number): Edit | undefined {
  const file = parseFile(source);
  const [start, end] = [startOf(file.text, line), startOf(file.text, line + 1)];
  const node = file.nodes.find((each) => each.type !== "Program" && each.start >= start && each.start < end);
  return node && removeFrom(file, statementOf(node));
}

/** A whole line of a file of variables, where it holds this one alone. */
function withoutLine({ path, text }: SourceText, line: number, name: string): Edit | undefined {
  const from = text.split(/\r?\n/)[line - 1] ?? "";
  return new RegExp(`^\\s*(?:- *)?["']?${name}\\b["']?\\s*[:=]`).test(from)
    ? { file: path, line, from, to: "" }
    : undefined;
}

function startOf(text: string, line: number): number {
  const lines = text.split("\n").slice(0, line - 1);
  return lines.reduce((sum, each) => sum + each.length + 1, 0);
}
