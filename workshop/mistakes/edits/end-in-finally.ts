import type { Node } from "oxc-parser";
import type { Evidence } from "../../lab/evidence.ts";
import { fileOf, parentOf } from "../../facts/program/parse-file.ts";
import { functionOf, statementOf, type FunctionNode } from "../../facts/program/places.ts";
import { programOf, type Program } from "../../facts/program/program.ts";
import { givesPromise, returnsOf } from "../../facts/gives-promise.ts";
import { spanMethods } from "../../facts/span-methods.ts";
import { bareStatement, type StartCall } from "../../facts/start-calls.ts";
import { asyncChange, insertAt } from "./edit-code.ts";
import { editSource, type Change, type Range } from "./edit-source.ts";
import { edits, type Edit, type Remedy } from "../remedy.ts";

type Try = Extract<Node, { type: "TryStatement" }>;

/**
 * Ends a span in a `finally` around the learner's own statements, which all stay: those of the work, or those after
 * `const span = …`. An `end()` of theirs between the statements moves there.
 */
export function endInFinally(evidence: Evidence, call: StartCall | undefined): Remedy | undefined {
  const holder = call && (call.work ?? functionOf(call.node));
  if (!call || !holder?.body) return undefined;
  const source = fileOf(holder);
  const name = call.span?.name ?? (call.work && call.work.params.length === 0 ? "span" : undefined);
  if (name === undefined) return undefined;
  const program = programOf(evidence);
  const changes = [
    ...(call.work && call.work.params.length === 0 ? parameterChange(call.work) : []),
    ...(holder.body.type === "BlockStatement"
      ? blockChanges(call, holder, name, program)
      : expressionChanges(holder, name)),
  ];
  return changes.length === 0 ? undefined : edits(...asEdits(source, changes));
}

function blockChanges(call: StartCall, holder: FunctionNode, name: string, program: Program): Change[] {
  const statements = statementsAround(call);
  const ends = spanMethods(call, "end").flatMap(({ node, isCalled }) => {
    const bare = isCalled ? bareStatement(node) : undefined;
    return bare && functionOf(bare) === holder ? [bare] : [];
  });
  const kept = statements.filter((each) => !ends.includes(each as never));
  const last = kept.at(-1);
  if (!last) return [];
  const tries = last.type === "TryStatement" ? last : undefined;
  const moved = ends.filter((end) => !(tries?.finalizer && isIn(end, tries.finalizer)));
  const isEnded = ends.length > moved.length;
  return [
    ...moved.map((end) => wholeLines(fileOf(holder).text, end)),
    ...(isEnded && tries ? widened(kept, tries, holder) : closing(kept, tries, name, holder)),
    ...waiting(holder, program),
  ];
}

/** The statements that the span is to last for. */
function statementsAround({ work, node }: StartCall): readonly Node[] {
  if (work?.body?.type === "BlockStatement") return work.body.body as Node[];
  const statement = statementOf(node);
  const block = parentOf(statement);
  if (block?.type !== "BlockStatement") return [];
  const all = block.body as Node[];
  return all.slice(all.indexOf(statement) + 1);
}

/** A return before the `try` is not covered by its `finally`: then the `try` begins above it. */
function widened(kept: readonly Node[], tries: Try, holder: FunctionNode): Change[] {
  const { text } = fileOf(holder);
  const [first] = kept;
  const leaves = returnsOf(holder).some(({ start }) => start < tries.start && start >= (first?.start ?? 0));
  if (!first || first === tries || !leaves) return [];
  const opening = text.slice(tries.start, tries.block.start + 1);
  return [
    insertAt(startOfLine(text, first.start), `${indentOf(text, first.start)}${opening}\n`),
    wholeLines(text, { start: tries.start, end: tries.block.start + 1 }),
  ];
}

function closing(
  kept: readonly Node[],
  tries: Try | undefined,
  name: string,
  holder: FunctionNode,
): Change[] {
  const { text } = fileOf(holder);
  const [first, last] = [kept[0] as Node, kept.at(-1) as Node];
  const by = indentOf(text, (tries ?? first).start);
  if (tries?.finalizer) return [insertAt(tries.finalizer.start + 1, `\n${by}  ${name}.end();`)];
  const end = `finally {\n${by}  ${name}.end();\n${by}}`;
  if (tries) return [insertAt(tries.end, ` ${end}`)];
  return [
    insertAt(
      startOfStatement(text, first.start),
      isFirstOnLine(text, first.start) ? `${by}try {\n` : "try { ",
    ),
    insertAt(endOfStatement(text, last.end), `\n${by}} ${end}`),
  ];
}

/** A `finally` waits for nothing by itself: a promise that is returned has to be awaited. */
function waiting(holder: FunctionNode, program: Program): Change[] {
  const promises = returnsOf(holder).flatMap(({ argument }) =>
    argument && argument.type !== "AwaitExpression" && givesPromise(program, argument) ? [argument] : [],
  );
  if (promises.length === 0) return [];
  return [...asyncChange(holder), ...promises.map(({ start }) => insertAt(start, "await "))];
}

/** `(span) => work()` becomes a function with a block. */
function expressionChanges(work: FunctionNode, name: string): Change[] {
  const body = work.body as Node;
  const { text } = fileOf(work);
  const by = indentOf(text, work.start);
  return [
    ...asyncChange(work),
    insertAt(body.start, `{\n${by}  try {\n${by}    return await `),
    insertAt(body.end, `;\n${by}  } finally {\n${by}    ${name}.end();\n${by}  }\n${by}}`),
  ];
}

function parameterChange(work: FunctionNode): Change[] {
  const { text } = fileOf(work);
  const open = text.indexOf("(", work.start);
  const close = text.indexOf(")", open);
  return open < 0 || close < 0 || close > (work.body?.start ?? 0) ? [] : [insertAt(open + 1, "span")];
}

/** One edit for each stretch of lines that changes. */
function asEdits(source: { path: string; text: string }, changes: readonly Change[]): (Edit | undefined)[] {
  const groups: Change[][] = [];
  for (const change of changes.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = groups.at(-1);
    const end = Math.max(...(last ?? []).map((each) => each.end), -1);
    const between = source.text.slice(end, change.start);
    const touches = last && (!between.includes("\n") || between.trim() === "");
    if (last && touches) last.push(change);
    else groups.push([change]);
  }
  return groups.map((group) => wholeLineEdit(source, group) ?? editSource(source, ...group));
}

/** Lines that are only added or removed need not repeat the ones around them. */
function wholeLineEdit(
  { path, text }: { path: string; text: string },
  group: readonly Change[],
): Edit | undefined {
  const [only] = group;
  if (group.length !== 1 || !only) return undefined;
  const line = text.slice(0, only.start).split("\n").length;
  const removed = /^\r?\n([^]*)$/.exec(text.slice(only.start, only.end))?.[1];
  if (removed && only.text === "")
    return { file: path, line: line + 1, from: removed.replaceAll("\r", ""), to: "" };
  if (only.start !== only.end) return undefined;
  if (only.text.endsWith("\n") && startOfLine(text, only.start) === only.start)
    return { file: path, line, from: "", to: only.text.slice(0, -1) };
  if (only.text.startsWith("\n") && /^\r?(\n|$)/.test(text.slice(only.start)))
    return { file: path, line: line + 1, from: "", to: only.text.slice(1) };
  return undefined;
}

/** Removes whole lines, with the line break before them, where nothing else is on them. */
function wholeLines(text: string, { start, end }: Range): Change {
  const rest = /^[;\t ]*(?=\r?\n|$)/.exec(text.slice(end))?.[0];
  const isAlone = isFirstOnLine(text, start) && rest !== undefined;
  const lineBreak = text.slice(0, startOfLine(text, start)).endsWith("\r\n") ? 2 : 1;
  if (!isAlone || startOfLine(text, start) === 0) return { start, end, text: "" };
  return { start: startOfLine(text, start) - lineBreak, end: end + rest.length, text: "" };
}

function isIn(inner: Node, outer: Node): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function isFirstOnLine(text: string, at: number): boolean {
  return text.slice(startOfLine(text, at), at).trim() === "";
}

function startOfStatement(text: string, at: number): number {
  return isFirstOnLine(text, at) ? startOfLine(text, at) : at;
}

/** After a comment that ends the same line. */
function endOfStatement(text: string, at: number): number {
  return at + (/^[ \t]*\/\/[^\r\n]*/.exec(text.slice(at))?.[0].length ?? 0);
}

function startOfLine(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function indentOf(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(startOfLine(text, at)))?.[0] ?? "";
}
