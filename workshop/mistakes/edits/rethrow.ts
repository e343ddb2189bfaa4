import type { Node } from "oxc-parser";
import type { Evidence } from "../../lab/evidence.ts";
import { fileOf, nodesIn } from "../../facts/program/parse-file.ts";
import { programOf } from "../../facts/program/program.ts";
import { editSource } from "./edit-source.ts";
import { insertAt } from "./edit-code.ts";
import type { Edit } from "../remedy.ts";

type Catch = Extract<Node, { type: "CatchClause" }>;

/** The first catch of a file that throws nothing. */
export function silentCatchIn(evidence: Evidence, file: string): Catch | undefined {
  return programOf(evidence)
    .nodes("CatchClause")
    .find(
      (node) =>
        fileOf(node).path === file && ![...nodesIn(node)].some(({ type }) => type === "ThrowStatement"),
    );
}

/** Throws the error again in the place of what the catch returns. */
export function rethrown(caught: Catch): Edit | undefined {
  const { param, body } = caught;
  const name = param?.type === "Identifier" ? param.name : "error";
  if (param && param.type !== "Identifier") return undefined;
  const returned = body.body.find(({ type }) => type === "ReturnStatement");
  const last = body.body.at(-1);
  const naming = param ? [] : [insertAt(caught.start + "catch".length, " (error)")];
  const throwing = returned
    ? { start: returned.start, end: returned.end, text: `throw ${name};` }
    : last
      ? insertAt(last.end, `\n${indentOf(last)}throw ${name};`)
      : insertAt(body.start + 1, ` throw ${name}; `);
  return editSource(fileOf(caught), ...naming, throwing);
}

function indentOf(node: Node): string {
  const { text } = fileOf(node);
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", node.start - 1) + 1))?.[0] ?? "";
}
