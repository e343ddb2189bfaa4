import { expect, it } from "vitest";
import { span } from "../trace/build-span.ts";
import { seededRandom } from "../trace/seeded-random.ts";
import type { Span, SpanId } from "../trace/span.ts";
import { buildTrees, type TraceNode } from "../trace/trees.ts";
import type { SpanColumns } from "./page/model/span-columns.ts";
import { layOut } from "./page/model/trace-rows.ts";

/** Row by row: depth and id, and what is odd about it. */
function rowsOf(spans: readonly Span[]): string[] {
  const rows = layOut(columnsOf(spans));
  return Array.from({ length: rows.count }, (_, row) =>
    line(
      rows.depth[row] ?? 0,
      spans[rows.span[row] ?? 0]?.spanId ?? "",
      rows.orphans.get(row) ?? (rows.loops.has(row) ? "loop" : ""),
    ),
  );
}

/** The same from the trees that the check judges. */
function treeOf(spans: readonly Span[]): string[] {
  const [tree] = buildTrees(spans);
  if (!tree) return [];
  const loops = new Set(tree.leftovers);
  const lines: string[] = [];
  const walk = (node: TraceNode, depth: number): void => {
    lines.push(line(depth, node.span.spanId, node.missingParent ?? (loops.has(node) ? "loop" : "")));
    for (const child of node.children) walk(child, depth + 1);
  };
  const tops = [...tree.roots, ...tree.orphans, ...tree.leftovers];
  for (const top of tops.sort((a, b) => Number(a.span.start - b.span.start))) walk(top, 0);
  return lines;
}

function line(depth: number, spanId: string, odd: string): string {
  return `${" ".repeat(depth)}${spanId} ${odd}`;
}

function columnsOf(spans: readonly Span[]): SpanColumns {
  const base = spans[0]?.start ?? 0n;
  return {
    count: spans.length,
    base,
    ids: BigUint64Array.from(spans, ({ spanId }) => BigInt(`0x${spanId}`)),
    parentIds: BigUint64Array.from(spans, ({ parentSpanId }) => BigInt(`0x${parentSpanId ?? 0}`)),
    parentIsRemote: spans
      .map(({ parentIsRemote }) => (parentIsRemote === undefined ? "-" : Number(parentIsRemote)))
      .join(""),
    name: spans.map(({ name }) => name),
    source: spans.map(() => 0),
    sources: [{ service: "backend", scope: "test" }],
    status: "0".repeat(spans.length),
    offset: spans.map(({ start }) => Number(start - base)),
    duration: spans.map(({ start, end }) => Number(end - start)),
    eventCount: {},
    linkCount: {},
    duplicates: new Set(),
  };
}

it("lays out the same trees as the check's, with orphans, loops and spans that are their own parents", () => {
  const random = seededRandom(7);
  for (let round = 0; round < 300; round += 1) {
    const size = 1 + Math.floor(random() * 40);
    const ids = Array.from({ length: size }, (_, index) => (index + 1).toString(16).padStart(16, "0"));
    const spans = ids.map((spanId) => {
      const parent = random() < 0.15 ? undefined : (ids[Math.floor(random() * (size + 2))] ?? "f".repeat(16));
      return span({
        spanId,
        startMs: Math.round(random() * 1e6) / 1e3 + 0.001,
        ...(parent === undefined ? {} : { parentSpanId: parent, parentIsRemote: random() < 0.5 }),
      });
    });
    expect(rowsOf(spans)).toEqual(treeOf(spans));
  }
});

it("lays a chain out that is deeper than any stack", () => {
  const chain = Array.from({ length: 20_000 }, (_, index) => ({
    ...span({ startMs: index }),
    spanId: index.toString(16).padStart(16, "0").replace(/^0/, "f") as SpanId,
    ...(index === 0
      ? {}
      : { parentSpanId: (index - 1).toString(16).padStart(16, "0").replace(/^0/, "f") as SpanId }),
  }));
  const rows = layOut(columnsOf(chain));
  expect([rows.count, rows.depth.at(-1), rows.end[0]]).toEqual([20_000, 19_999, 20_000]);
});
