import { parseSync, type Node } from "oxc-parser";
import type { SourceText } from "../../lab/evidence.ts";
import { replaceIn } from "../../mistakes/edits/edit-source.ts";
import type { Edit } from "../../mistakes/remedy.ts";
import { lineDiff } from "../line-diff.ts";

/**
 * Changes that bring a file nearer to the lesson's, each worth a trial of its own, the smallest first: strings in calls
 * that the lesson makes with other ones, and then the stretches of lines in which the two files differ.
 */
export function smallerChanges(own: SourceText, lesson: string): Edit[] {
  return [...stringChanges(own, lesson), ...lineChanges(own, lesson)];
}

/** The stretches of lines in which the files differ, from the shortest to the longest. */
export function lineChanges({ path, text }: SourceText, lesson: string): Edit[] {
  const changes: Edit[] = [];
  let line = 1;
  let open: { line: number; from: string[]; to: string[] } | undefined;
  const close = () => {
    if (open)
      changes.push({ file: path, line: open.line, from: open.from.join("\n"), to: open.to.join("\n") });
    open = undefined;
  };
  for (const { kind, text: words } of lineDiff(text.split(/\r?\n/), lesson.split(/\r?\n/))) {
    if (kind === "same") close();
    else {
      open ??= { line, from: [], to: [] };
      (kind === "removed" ? open.from : open.to).push(words);
    }
    if (kind !== "added") line += 1;
  }
  close();
  return changes.toSorted((a, b) => sizeOf(a) - sizeOf(b));
}

/** How many lines a change touches. */
export function sizeOf({ from, to }: Edit): number {
  return Math.max(from.split("\n").length, to.split("\n").length);
}

/** Strings of calls that both files make, at the same place of the same call. */
function stringChanges(own: SourceText, lesson: string): Edit[] {
  const wanted = Map.groupBy(stringsIn({ path: own.path, text: lesson }), ({ place }) => place);
  return stringsIn(own).flatMap(({ place, value, start, end }) => {
    const there = wanted.get(place) ?? [];
    if (there.length === 0 || there.some((each) => each.value === value)) return [];
    return there.flatMap((each) => replaceIn(own, { start, end }, JSON.stringify(each.value)) ?? []);
  });
}

interface PlacedString {
  /** Such as `startActiveSpan 0` or `NodeSDK serviceName`. */
  readonly place: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

function stringsIn({ path, text }: SourceText): PlacedString[] {
  if (!/\.[cm]?[jt]sx?$/.test(path)) return [];
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) return [];
  const found: PlacedString[] = [];
  const stack: { node: unknown; place: string }[] = [{ node: program, place: "" }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, place } = next;
    if (Array.isArray(node)) stack.push(...node.map((each) => ({ node: each as unknown, place })));
    if (!isNode(node)) continue;
    if (node.type === "Literal" && typeof node.value === "string" && place !== "")
      found.push({ place, value: node.value, start: node.start, end: node.end });
    stack.push(...childrenOf(node, place));
  }
  return found;
}

function childrenOf(node: Node, place: string): { node: unknown; place: string }[] {
  if (node.type === "CallExpression" || node.type === "NewExpression") {
    const name = lastName(node.callee);
    return [
      { node: node.callee, place: "" },
      ...node.arguments.map((each, index) => ({ node: each, place: `${name} ${index}` })),
    ];
  }
  if (node.type === "Property" && node.key.type === "Identifier" && place !== "")
    return [{ node: node.value, place: `${place} ${node.key.name}` }];
  const isFunction = /Function/.test(node.type);
  return Object.values(node)
    .filter((value) => typeof value === "object" && value !== null)
    .map((value) => ({ node: value as unknown, place: isFunction ? "" : place }));
}

function lastName(node: Node): string {
  if (node.type === "Identifier") return node.name;
  if (node.type === "MemberExpression" && node.property.type === "Identifier") return node.property.name;
  return "";
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}
