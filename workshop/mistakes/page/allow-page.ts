import { corsOption } from "../../facts/cors-code.ts";
import { shownPage } from "../../facts/page-calls.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import { scopesOf } from "../../facts/program/scopes.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { addElement, replaceNode } from "../edits/edit-code.ts";
import { valueNode } from "../edits/page-edits.ts";
import { textOf } from "../../facts/program/places.ts";
import type { Edit } from "../remedy.ts";

/** Adds the page's origin to the learner's own list, under the name that the file has for it. */
export function allowPage(evidence: Evidence): Edit | undefined {
  const option = corsOption(evidence, "origin");
  if (!option) return undefined;
  const isNamed = scopesOf(fileOf(option.node)).bindings.some(({ name }) => name === "FRONTEND_URL");
  const page = isNamed ? "FRONTEND_URL" : JSON.stringify(shownPage(evidence).origin);
  if (option.value.kind === "array") return addElement(option.value.node, page);
  if (option.value.kind !== "string") return undefined;
  const node = valueNode(option.node);
  return replaceNode(node, `[${textOf(node)}, ${page}]`);
}
