import { corsOption, corsOptions } from "../../facts/cors-code.ts";
import { fileOf } from "../../facts/program/parse-file.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { addElement, replaceNode } from "../edits/edit-code.ts";
import { addBefore, editSource } from "../edits/edit-source.ts";
import type { Edit } from "../remedy.ts";

/** Adds headers to the learner's own list of those that a page may send. */
export function allowHeaders(evidence: Evidence, names: readonly string[]): Edit | undefined {
  const option = corsOption(evidence, "allowedHeaders");
  if (!option) return wholeList(evidence, names);
  const { value } = option;
  if (value.kind === "array") {
    const known = value.elements.map((each) => (each.kind === "string" ? each.value.toLowerCase() : ""));
    const missing = names.filter((name) => !known.includes(name));
    if (missing.length === 0) return undefined;
    return addElement(value.node, missing.map((name) => JSON.stringify(name)).join(", "));
  }
  if (value.kind !== "string" || value.node.type !== "Literal") return undefined;
  const { start, end } = value.node;
  const text = JSON.stringify([...value.value.split(/,\s*/).filter(Boolean), ...names].join(","));
  return editSource(fileOf(value.node), { start, end, text });
}

/** Without the option, cors() allows whatever was asked for; so only options of another kind need a list. */
function wholeList(evidence: Evidence, names: readonly string[]): Edit | undefined {
  const node = corsOptions(evidence)?.node;
  const [first] = node?.type === "ObjectExpression" ? node.properties : [];
  const list = ["content-type", "x-cruddur-user", ...names].map((name) => JSON.stringify(name)).join(", ");
  return first && addBefore(fileOf(first), first, `allowedHeaders: [${list}],`);
}

/** These headers in the place of `*`. */
export function namedHeaders(evidence: Evidence, names: readonly string[]): Edit | undefined {
  const value = corsOption(evidence, "allowedHeaders")?.value;
  const list = [...new Set(names)].map((name) => JSON.stringify(name)).join(", ");
  if (value?.kind === "string") return replaceNode(value.node, `[${list}]`);
  const star =
    value?.kind === "array"
      ? value.elements.find((each) => each.kind === "string" && each.value === "*")
      : undefined;
  return star && replaceNode(star.node, list);
}
