import { formatDuration } from "./format-duration.ts";
import { plainText } from "./plain-text.ts";
import type { TraceNode, TraceTree } from "./trees.ts";

export interface PrintTreeOptions {
  /** Only letters and signs that every terminal has. */
  readonly ascii?: boolean;
  /** Spans printed before the rest is only counted. */
  readonly maxSpans?: number;
  /** Fields to show behind each name, such as `http.route`. */
  readonly fields?: readonly string[];
}

/** One trace as text, a line for each span: `GET /api/activities/home  12.4 ms`, children below their parent. */
export function printTree(tree: TraceTree, options: PrintTreeOptions = {}): string {
  const { maxSpans = 200 } = options;
  const glyphs = options.ascii === true ? ASCII : BOXES;
  const lines: string[] = [];
  const open = topLines(tree).reverse();
  for (let line = open.pop(); line !== undefined; line = open.pop()) {
    if (lines.length === maxSpans) {
      lines.push(`… and ${tree.spans.length - maxSpans} more spans`);
      break;
    }
    lines.push(printLine(line, glyphs, options));
    for (const child of childLines(line, glyphs).reverse()) open.push(child);
  }
  const text = lines.join("\n");
  return options.ascii === true ? text.replaceAll("…", "...") : text;
}

interface Line {
  readonly node: TraceNode;
  /** Before this line's own branch. */
  readonly indent: string;
  readonly branch: string;
  readonly depth: number;
  readonly note?: string;
  /** Where the span's process is another one than its parent's: who it is. */
  readonly service?: string;
}

interface Glyphs {
  readonly child: string;
  readonly lastChild: string;
  readonly pipe: string;
  readonly gap: string;
  readonly error: string;
  readonly odd: string;
}

function topLines(tree: TraceTree): Line[] {
  const several = new Set(tree.spans.map(({ resource }) => resource["service.name"])).size > 1;
  const top = (node: TraceNode, note?: string): Line => ({
    node,
    indent: "",
    branch: "",
    depth: 0,
    ...(note === undefined ? {} : { note }),
    ...(several && { service: serviceOf(node) }),
  });
  return [
    ...tree.roots.map((node) => top(node)),
    ...tree.orphans.map((node) => top(node, ORPHAN_NOTES[node.missingParent ?? "unknown"])),
    ...tree.leftovers.map((node) => top(node, LEFTOVER_NOTE)),
  ];
}

function childLines({ node, indent, branch, depth }: Line, glyphs: Glyphs): Line[] {
  const deeper = depth >= DEEPEST_INDENT ? indent : indent + underBranch(branch, glyphs);
  return node.children.map((child, index) => ({
    node: child,
    indent: deeper,
    branch: index === node.children.length - 1 ? glyphs.lastChild : glyphs.child,
    depth: depth + 1,
    ...(serviceOf(child) !== serviceOf(node) && { service: serviceOf(child) }),
  }));
}

function serviceOf({ span }: TraceNode): string {
  return plainText(String(span.resource["service.name"] ?? "unknown service"), 60);
}

function underBranch(branch: string, glyphs: Glyphs): string {
  if (branch === "") return "";
  return branch === glyphs.lastChild ? glyphs.gap : glyphs.pipe;
}

function printLine(
  { node: { span }, indent, branch, note, service }: Line,
  glyphs: Glyphs,
  options: PrintTreeOptions,
): string {
  const parts = [plainText(span.name === "" ? "(no name)" : span.name)];
  parts.push(formatDuration(span.end - span.start, options));
  if (service !== undefined) parts.push(`(${service})`);
  for (const name of options.fields ?? []) {
    const value = span.fields[name];
    if (value !== undefined) parts.push(`${plainText(name)}=${plainText(String(value), 60)}`);
  }
  if (span.status.code === "error") {
    const message = plainText(span.status.message);
    parts.push(message === "" ? `${glyphs.error} error` : `${glyphs.error} error: ${message}`);
  }
  if (note !== undefined) parts.push(`${glyphs.odd} ${note}`);
  return indent + branch + parts.join("  ");
}

/** Beyond this depth lines stay at the same place, or a chain of 100 000 spans would be gigabytes of blanks. */
const DEEPEST_INDENT = 60;

const BOXES: Glyphs = { child: "├─ ", lastChild: "└─ ", pipe: "│  ", gap: "   ", error: "✘", odd: "⚠" };
const ASCII: Glyphs = { child: "+- ", lastChild: "`- ", pipe: "|  ", gap: "   ", error: "x", odd: "!" };

const ORPHAN_NOTES = {
  local: "orphan: its parent, in the same process, never came (not ended, or not flushed)",
  remote: "orphan: its parent, in another process, never came",
  unknown: "orphan: its parent never came",
};
const LEFTOVER_NOTE = "its parents form a loop";
