import { readComposeFile } from "../../compose/read-compose-file.ts";
import type { SourceText } from "../../lab/evidence.ts";
import { applyEdits } from "../edits/apply-edits.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";

/** An edit of a compose file after which YAML can read it. */
export function ifReadable(source: SourceText | undefined, edit: Edit | undefined): Remedy | undefined {
  const text = source && edit && applyEdits(source.text, [edit]);
  if (text === undefined) return undefined;
  try {
    readComposeFile(source?.path ?? "", text);
  } catch {
    return undefined;
  }
  return edits(edit);
}
