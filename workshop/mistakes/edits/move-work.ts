import type { Node } from "oxc-parser";
import { bindingOf } from "../../facts/program/scopes.ts";
import { fileOf, nodesIn, parentOf } from "../../facts/program/parse-file.ts";
import { statementOf } from "../../facts/program/places.ts";
import type { StartCall } from "../../facts/start-calls.ts";
import { asyncChange } from "./edit-code.ts";
import { editSource } from "./edit-source.ts";
import { edits, type Remedy } from "../remedy.ts";

/**
 * Moves the statements before a span's start into its work, where nothing after the span needs them. The span then begins
 * before them.
 */
export function moveWorkIntoSpan(call: StartCall | undefined): Remedy | undefined {
  const work = call?.work;
  const statement = call && statementOf(call.node);
  const block = statement && parentOf(statement);
  if (work?.body?.type !== "BlockStatement" || block?.type !== "BlockStatement") return undefined;
  const all = block.body as Node[];
  const before = all.slice(0, all.indexOf(statement as Node));
  const [first] = before;
  const last = before.at(-1);
  if (!first || !last || before.some((each) => isNeededAfter(each, statement as Node))) return undefined;
  const [only] = work.body.body;
  const inner = only?.type === "TryStatement" ? only.block : work.body;
  const source = fileOf(work);
  const moved = source.text.slice(first.start, last.end);
  const isolated = { start: first.start, end: (statement as Node).start, text: "" };
  return edits(
    editSource(source, isolated, ...asyncChange(work), {
      start: inner.start + 1,
      end: inner.start + 1,
      text: `\n${indentIn(source.text, inner.body[0])}${moved}`,
    }),
  );
}

/** Whether a statement's names are used after another statement. */
function isNeededAfter(statement: Node, other: Node): boolean {
  return [...nodesIn(statement)].some(
    (node) =>
      node.type === "Identifier" &&
      bindingOf(node)?.definitions.some(({ id }) => id === node) &&
      bindingOf(node)?.references.some(({ id }) => id.start > other.end),
  );
}

function indentIn(text: string, node: Node | undefined): string {
  const start = node?.start ?? 0;
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1))?.[0] ?? "";
}
