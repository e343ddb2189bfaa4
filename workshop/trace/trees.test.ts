import { expect, it } from "vitest";
import { span } from "./build-span.ts";
import type { Span, SpanId } from "./span.ts";
import { buildTrees } from "./trees.ts";
import type { TraceNode } from "./trees.ts";

function only(spans: readonly Span[]) {
  const [tree, ...others] = buildTrees(spans);
  expect(others).toEqual([]);
  if (tree === undefined) throw new Error("no tree");
  return tree;
}

function names(nodes: readonly TraceNode[]): string[] {
  return nodes.map((node) => node.span.name);
}

it("puts children below their parent in order of start, whatever the order of arrival", () => {
  const root = span({ name: "root" });
  const late = span({ name: "late", parent: root, startMs: 5 });
  const early = span({ name: "early", parent: root, startMs: 1 });
  const tree = only([late, early, root]);
  expect(names(tree.roots)).toEqual(["root"]);
  expect(names(tree.roots[0]?.children ?? [])).toEqual(["early", "late"]);
});

it("keeps traces apart, the earlier first", () => {
  const later = span({ traceId: "a".repeat(32), startMs: 9 });
  const earlier = span({ traceId: "b".repeat(32) });
  expect(buildTrees([later, earlier]).map(({ traceId }) => traceId)).toEqual([
    earlier.traceId,
    later.traceId,
  ]);
});

it("shows a span whose parent never came as an orphan, and says where that parent lives", () => {
  const parentSpanId = "f".repeat(16);
  const silent = span({ parentSpanId });
  delete (silent as { parentIsRemote?: boolean }).parentIsRemote;
  const tree = only([span({ parentSpanId, parentIsRemote: true }), span({ parentSpanId }), silent]);
  expect(tree.orphans.map(({ missingParent }) => missingParent)).toEqual(["remote", "local", "unknown"]);
});

it("keeps a loop of parents, cut above its earliest span, with what hangs below it", () => {
  const [a, b] = ["a".repeat(16), "b".repeat(16)];
  const spans = [
    span({ name: "hangs below", parentSpanId: b }),
    span({ name: "later", spanId: b, parentSpanId: a, startMs: 2 }),
    span({ name: "earlier", spanId: a, parentSpanId: b, startMs: 1 }),
    span({ name: "its own parent", spanId: "c".repeat(16), parentSpanId: "c".repeat(16), startMs: 3 }),
  ];
  const tree = only(spans);
  expect(names(tree.leftovers)).toEqual(["earlier", "its own parent"]);
  expect(names(tree.leftovers[0]?.children ?? [])).toEqual(["later"]);
  expect(names(tree.leftovers[0]?.children[0]?.children ?? [])).toEqual(["hangs below"]);
  expect(tree.leftovers[1]?.children).toEqual([]);
});

it("keeps the first of two spans with the same id and names the id", () => {
  const first = span({ name: "first" });
  const tree = only([first, { ...first, name: "second" }]);
  expect(names(tree.roots)).toEqual(["first"]);
  expect(tree.duplicates).toEqual([first.spanId]);
});

it("builds a chain of 100 000 spans and a loop of 100 000 without running out of stack", () => {
  const id = (index: number) => index.toString(16).padStart(16, "0");
  const chain = Array.from({ length: 100_000 }, (_, index) =>
    span({ spanId: id(index + 1), ...(index === 0 ? {} : { parentSpanId: id(index) }), startMs: index }),
  );
  expect(only(chain).roots).toHaveLength(1);
  const loop = chain.map((one, index) =>
    index === 0 ? { ...one, parentSpanId: id(100_000) as SpanId } : one,
  );
  expect(only(loop).leftovers).toHaveLength(1);
});
