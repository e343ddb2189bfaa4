import type { Node } from "oxc-parser";
import type { Evidence, SourceText } from "../lab/evidence.ts";
import { lineAt, parentOf, parseFile } from "./program/parse-file.ts";

/** A member of "scripts" in backend/package.json, and where it is written. */
export interface ManifestScript {
  readonly source: SourceText;
  readonly name: string;
  readonly text: string;
  readonly line: number;
  /** The whole member, and its value with the quotation marks, as indices into the file's text. */
  readonly member: { readonly start: number; readonly end: number };
  readonly value: { readonly start: number; readonly end: number };
}

const PATH = "backend/package.json";
const known = new WeakMap<object, ManifestScript[]>();

/** Every script as often as it is written: of two with one name, the last one counts. */
export function manifestScripts({ backend: { manifest } }: Evidence): readonly ManifestScript[] {
  if (!manifest.ok) return [];
  const found = known.get(manifest) ?? read(manifest.text);
  known.set(manifest, found);
  return found;
}

/** The script of a name that counts. */
export function manifestScript(evidence: Evidence, name: string): ManifestScript | undefined {
  return manifestScripts(evidence).findLast((script) => script.name === name);
}

/** JSON is an expression of JavaScript, once it has parentheses around it. */
function read(text: string): ManifestScript[] {
  const { nodes } = parseFile({ path: `${PATH}.js`, text: `(${text})` });
  return nodes.flatMap((node) => {
    if (node.type !== "Property" || node.value.type !== "Literal") return [];
    const around = parentOf(parentOf(node) as Node);
    if (around?.type !== "Property" || nameOf(around.key) !== "scripts") return [];
    const [member, value] = [node, node.value].map(({ start, end }) => ({ start: start - 1, end: end - 1 }));
    if (!member || !value) return [];
    return [
      {
        source: { path: PATH, text },
        name: nameOf(node.key),
        text: String(node.value.value),
        line: lineAt(text, member.start),
        member,
        value,
      },
    ];
  });
}

function nameOf(key: Node): string {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" ? String(key.value) : "";
}
