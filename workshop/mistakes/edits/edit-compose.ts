import {
  entryAt,
  environmentEntries,
  serviceEntries,
  services,
  type ComposeEntry,
} from "../../facts/compose-places.ts";
import { ownFile } from "../../facts/own-file.ts";
import type { Variable } from "../../facts/service-lines.ts";
import type { Evidence, SourceText } from "../../lab/evidence.ts";
import { editLine } from "./edit-lines.ts";
import { addAfter, addBefore, editSource, removeFrom } from "./edit-source.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";

/** A name and its value, as they should be. */
export type Setting = readonly [name: string, value: string];

/** Gives a variable another value or name, in the style in which it is written. */
export function setVariable(evidence: Evidence, found: Variable, [name, value]: Setting): Remedy | undefined {
  return edits(variableEdit(evidence, found, [name, value]));
}

export function variableEdit(evidence: Evidence, found: Variable, setting: Setting): Edit | undefined {
  const { file, line } = found.origin;
  const source = ownFile(evidence, file);
  if (!source || line === undefined) return undefined;
  if (found.style === "env_file" || found.style === "pass-through")
    return editLine(source, line, (old) => old.replace(/^(\s*(?:export\s+)?).*$/s, `$1${setting.join("=")}`));
  return entryEdit(source, entryAt(source, line, found.name), setting);
}

/** The same of an entry that is no variable of the backend's. */
export function entryEdit(
  source: SourceText,
  entry: ComposeEntry | undefined,
  [name, value]: Setting,
): Edit | undefined {
  if (!entry) return undefined;
  if (entry.style === "list")
    return editSource(source, { ...entry.value, text: quoted(`${name}=${value}`, entry.quote) });
  const isEmpty = entry.value.start === entry.value.end;
  const written = {
    ...entry.value,
    text: `${isEmpty ? " " : ""}${quoted(value, isEmpty ? '"' : entry.quote)}`,
  };
  const { start, end } = entry.key;
  const isNamed = name === entry.name;
  return isNamed ? editSource(source, written) : editSource(source, { start, end, text: name }, written);
}

/** Adds variables to the service backend, after those that it has, in their style. */
export function addVariables(evidence: Evidence, settings: readonly Setting[]): Remedy | undefined {
  return edits(additionEdit(evidence, settings));
}

export function additionEdit({ compose, ...rest }: Evidence, settings: readonly Setting[]): Edit | undefined {
  const source = compose.ok ? ownFile({ compose, ...rest }, compose.file) : undefined;
  if (!source) return undefined;
  const entries = environmentEntries(source, "backend");
  const last = entries.at(-1);
  if (!last) {
    const [first] = serviceEntries(source, "backend");
    if (!first || serviceEntries(source, "backend").some(({ name }) => name === "environment"))
      return undefined;
    const lines = settings.map(([name, value]) => `  ${name}: ${quoted(value, '"')}`);
    return addBefore(source, first.whole, ["environment:", ...lines].join("\n"));
  }
  if (!isAlone(source, last))
    return editSource(source, {
      start: last.whole.end,
      end: last.whole.end,
      text: settings.map((setting) => `, ${inFlow(setting, last)}`).join(""),
    });
  return addAfter(source, last.whole, settings.map((setting) => asEntry(setting, last)).join("\n"));
}

/** Removes a variable, and nothing else. */
export function removeVariable(evidence: Evidence, found: Variable): Remedy | undefined {
  const { file, line } = found.origin;
  const source = ownFile(evidence, file);
  if (!source || line === undefined) return undefined;
  if (found.style !== "map" && found.style !== "list") return undefined;
  const entry = entryAt(source, line, found.name);
  return entry && edits(removeFrom(source, aloneIn(source, entry) ?? entry.whole));
}

/** The whole `environment` where this is its only entry: Compose refuses an empty one. */
function aloneIn(source: SourceText, { whole }: ComposeEntry): ComposeEntry["whole"] | undefined {
  const owner = services(source).find(({ name }) => {
    const [only, ...more] = environmentEntries(source, name);
    return only?.whole.start === whole.start && more.length === 0;
  });
  return owner && serviceEntries(source, owner.name).find(({ name }) => name === "environment")?.whole;
}

/** Whether an entry has its line for itself. */
function isAlone({ text }: SourceText, { whole }: ComposeEntry): boolean {
  const before = text.slice(text.lastIndexOf("\n", whole.start - 1) + 1, whole.start);
  return before.trim() === "";
}

function asEntry([name, value]: Setting, { style, quote }: ComposeEntry): string {
  return style === "list" ? `- ${quoted(`${name}=${value}`, quote)}` : `${name}: ${quoted(value, quote)}`;
}

function inFlow([name, value]: Setting, { style }: ComposeEntry): string {
  return style === "list"
    ? JSON.stringify(`${name}=${value}`)
    : `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
}

/** Without quotation marks only what YAML reads as it is. */
function quoted(value: string, quote: ComposeEntry["quote"]): string {
  if (quote === "" && /^[A-Za-z][\w./:=${},-]*[\w/}]$/.test(value)) return value;
  return quote === "'" && !value.includes("'") ? `'${value}'` : JSON.stringify(value);
}
