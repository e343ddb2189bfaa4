import { statementOf, placeOf } from "../../facts/program/places.ts";
import { parentOf } from "../../facts/program/parse-file.ts";
import { programOf } from "../../facts/program/program.ts";
import { codeAt } from "../../facts/sdk-code.ts";
import type { Evidence } from "../../lab/evidence.ts";
import { replaceNode } from "../edits/edit-code.ts";
import type { Told } from "../mistake.ts";
import { edits } from "../remedy.ts";

const OLD_EXPORT = /^(SemanticResourceAttributes|SemanticAttributes|SEM(RES)?ATTRS_\w+)$/;

/** Names of fields as they were in 2023. */
export function oldNames(evidence: Evidence): Told | undefined {
  return oldField(evidence) ?? oldExport(evidence);
}

/** A field that the process set under a name of 2023. */
function oldField(evidence: Evidence): Told | undefined {
  const set = evidence.run?.fieldsSet.find(({ name }) => NEW_NAMES[name]);
  if (!set) return undefined;
  const by = NEW_NAMES[set.name] ?? "";
  const program = programOf(evidence);
  const name = program.nodesAt(set.at).find((node) => node.type === "Literal" && node.value === set.name);
  return {
    message: `${set.name} is a name of 2023. Since then the field is called ${by}, and the HTTP instrumentation already sets it on the span of the request.`,
    ...(name ? codeAt(placeOf(statementOf(name))) : set.at),
    remedy: name && edits(replaceNode(name, JSON.stringify(by))),
  };
}

/** A name that semantic-conventions keeps only for old code. */
function oldExport(evidence: Evidence): Told | undefined {
  for (const { specifier, names, ...place } of programOf(evidence).imports) {
    if (specifier !== "@opentelemetry/semantic-conventions") continue;
    const old = names.find(({ imported, isUsed }) => isUsed && OLD_EXPORT.test(imported));
    if (!old) continue;
    return {
      message: `${old.imported} holds the names of 2023. Today each name is an export of its own, such as ATTR_SERVICE_NAME and ATTR_HTTP_REQUEST_METHOD.`,
      ...codeAt(place),
      remedy: withNewExport(evidence, old.node, old.local),
    };
  }
  return undefined;
}

/** The service's name is all that most set-ups take from there: one use of it, and the import with it. */
function withNewExport(evidence: Evidence, id: Parameters<typeof parentOf>[0], local: string) {
  const program = programOf(evidence);
  const specifier = parentOf(id)?.type === "ImportSpecifier" ? parentOf(id) : id;
  if (specifier?.type !== "ImportSpecifier") return undefined;
  const uses = program
    .nodes("Identifier")
    .filter((each) => each.name === local && program.bindingOf(each) === program.bindingOf(specifier.local))
    .filter((each) => each !== specifier.local && each !== specifier.imported);
  const [only] = uses;
  if (!only || uses.length > 1) return undefined;
  const member = parentOf(only);
  const isName = /^SEMRESATTRS_SERVICE_NAME$/.test(local);
  const isMember =
    member?.type === "MemberExpression" &&
    member.property.type === "Identifier" &&
    member.property.name === "SERVICE_NAME";
  if (!isName && !isMember) return undefined;
  return edits(
    replaceNode(specifier, "ATTR_SERVICE_NAME"),
    replaceNode(isMember && member ? member : only, "ATTR_SERVICE_NAME"),
  );
}

const NEW_NAMES: Readonly<Record<string, string>> = {
  "http.method": "http.request.method",
  "http.status_code": "http.response.status_code",
  "http.target": "url.path",
  "http.url": "url.full",
};
