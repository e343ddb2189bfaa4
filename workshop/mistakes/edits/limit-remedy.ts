import type { Evidence } from "../../lab/evidence.ts";
import type { SpanLimit } from "../../facts/span-limits.ts";
import { shownNode } from "../../facts/shown-node.ts";
import type { Shown } from "../../facts/code-at.ts";
import { removeItem } from "./edit-code.ts";
import { edits, type Remedy } from "../remedy.ts";

/** Where a limit of the SDK's comes from, for a sentence. */
export function sourceOf({ variable, option }: SpanLimit): string | undefined {
  if (option) return `an option in ${shownNode(option).file}`;
  if (!variable) return undefined;
  const { file } = variable.origin;
  return `${variable.name}${file ? ` in ${file}` : " in your shell"}`;
}

export function placeOfLimit({ variable, option }: SpanLimit): Shown {
  if (option) return shownNode(option);
  const { file, line } = variable?.origin ?? {};
  return { ...(file && { file }), ...(line && { line }) };
}

/** Takes the limit away where it is written, on a line of its own. */
export function withoutLimit(evidence: Evidence, { variable, option }: SpanLimit): Remedy | undefined {
  if (option) return edits(removeItem(option));
  if (!variable) return undefined;
  const { kind, file, line } = variable.origin;
  if (kind === "shell") return { kind: "command", command: `unset ${variable.name}` };
  const text = textOfFile(evidence, file);
  const from = text?.split(/\r?\n/)[(line ?? 0) - 1];
  const entry = new RegExp(`^[\\s-]*["']?${variable.name}["']?\\s*[:=][^,{}]*$`);
  if (!file || !line || from === undefined || !entry.test(from)) return undefined;
  return edits({ file, line, from, to: "" });
}

function textOfFile({ nearby, key }: Evidence, file: string | undefined): string | undefined {
  return file === ".env" ? key.dotenvText : nearby.files.find(({ path }) => path === file)?.text;
}
