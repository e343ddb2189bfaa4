import type { Import } from "../../facts/program/imports.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { statementOf } from "../../facts/program/places.ts";
import { startScript } from "../../facts/start-script.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { removeFrom } from "../edits/edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";
import { changeStart } from "../start-script/edit-start.ts";

/** The file without an import that is a statement of its own. */
export function withoutImport({ node }: Import): Remedy | undefined {
  return edits(removeFrom(fileOf(node), statementOf(node)));
}

/** The start script without an option and the name after it. */
export function withoutOption(evidence: Evidence, name: string): Remedy | undefined {
  const words = startScript(evidence).split(" ");
  const at = words.findIndex((word) => word === name || word.endsWith(`=${name}`));
  if (at < 0) return undefined;
  const from = words[at] === name && words[at - 1]?.startsWith("-") ? at - 1 : at;
  return changeStart(evidence, words.toSpliced(from, at - from + 1).join(" "));
}
