import { lineAt } from "../../facts/program/parse-file.ts";
import { statementOf, textOf } from "../../facts/program/places.ts";
import { programOf } from "../../facts/program/program.ts";
import { addAfter, removeFrom } from "../edits/edit-source.ts";
import { edits } from "../remedy.ts";
import type { Explained, Throw } from "./explain-throw.ts";

/** A variable that is used above the line that makes it. */
export function explainOrder({ evidence, words, at, source, nodes }: Throw): Explained | undefined {
  const name = /^(?:ReferenceError: )?Cannot access '(\w+)' before initialization/.exec(words)?.[1];
  const used = nodes.find((node) => node.type === "Identifier" && node.name === name);
  const [made] = (used && programOf(evidence).bindingOf(used)?.definitions) ?? [];
  if (!name || !used || !made) return undefined;
  const line = lineAt(source.text, made.id.start);
  if (line <= at.line) return undefined;
  const [early, later] = [statementOf(used), statementOf(made.node)];
  return {
    id: "used-before-it-is-made",
    ...at,
    why: `${at.file} uses ${name} in line ${at.line}, and makes it in line ${line}, further down. A file runs from top to bottom.`,
    remedy:
      early.type === "ExpressionStatement" && !textOf(early).includes("\n")
        ? edits(removeFrom(source, early), addAfter(source, later, textOf(early)))
        : undefined,
  };
}
