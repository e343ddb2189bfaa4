import type { Node } from "oxc-parser";
import { knownPackage } from "../../facts/known-exports.ts";
import { programOf } from "../../facts/program/program.ts";
import { replaceIn } from "../edits/edit-source.ts";
import { edits } from "../remedy.ts";
import type { Explained, Throw } from "./explain-throw.ts";

/** A name of OpenTelemetry's that was imported from another module, as an editor's first suggestion may be. */
export function explainWrongModule({ evidence, words, at, source, nodes }: Throw): Explained | undefined {
  if (!/ is not a (function|constructor)|of undefined|^Class (extends|constructor)/.test(words))
    return undefined;
  const program = programOf(evidence);
  const used = nodes.flatMap((node) => (node.type === "Identifier" ? (program.bindingOf(node) ?? []) : []));
  for (const found of program.imports.filter(({ file }) => file === at.file)) {
    const name = found.names.find(({ node }) =>
      used.some(({ definitions }) => definitions.some((d) => d.node === node)),
    );
    const home = name && knownPackage(name.imported);
    if (!home || home === found.specifier) continue;
    const specifier = specifierOf(found.node);
    return {
      id: "imported-from-elsewhere",
      why: `${name.local} is imported from ${found.specifier}, and OpenTelemetry's ${name.imported} is in ${home}.`,
      file: found.file,
      line: found.line,
      found: found.text,
      // Other names of the same import may be right where they are.
      remedy:
        found.names.length === 1 && specifier
          ? edits(replaceIn(source, specifier, JSON.stringify(home)))
          : undefined,
    };
  }
  return undefined;
}

function specifierOf(node: Node): Node | undefined {
  if (node.type === "ImportDeclaration") return node.source;
  return node.type === "CallExpression" ? node.arguments[0] : undefined;
}
