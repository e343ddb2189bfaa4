import type { Span, SpanId, TraceId } from "./span.ts";

/** What a tree needs to know of a span. */
export type TreeSpan = Pick<Span, "traceId" | "spanId" | "parentSpanId" | "parentIsRemote" | "start">;

export interface TraceNode<S extends TreeSpan = Span> {
  readonly span: S;
  /** By start time. */
  readonly children: readonly TraceNode<S>[];
  /** On an orphan: where the parent that never came lives. `unknown` when the sender did not say. */
  readonly missingParent?: "local" | "remote" | "unknown";
}

/** One trace. Every span is in exactly one of the three lists or below one of their nodes. */
export interface TraceTree<S extends TreeSpan = Span> {
  readonly traceId: TraceId;
  readonly roots: readonly TraceNode<S>[];
  readonly orphans: readonly TraceNode<S>[];
  /** One node for each loop of parents, or a span that names itself: the loop is cut above its earliest span. */
  readonly leftovers: readonly TraceNode<S>[];
  /** By start time, each span id once: the first that came is kept. */
  readonly spans: readonly S[];
  /** Span ids that came more than once. */
  readonly duplicates: readonly SpanId[];
}

/** Puts spans together into traces, by start time of their first span. Any depth, any loops, no recursion. */
export function buildTrees<S extends TreeSpan>(spans: Iterable<S>): TraceTree<S>[] {
  const byTrace = new Map<TraceId, S[]>();
  for (const span of spans) {
    const group = byTrace.get(span.traceId);
    if (group === undefined) byTrace.set(span.traceId, [span]);
    else group.push(span);
  }
  return [...byTrace]
    .map(([traceId, group]) => buildTree(traceId, group))
    .sort((a, b) => byStart(a.spans[0] as S, b.spans[0] as S));
}

type Mutable<S extends TreeSpan> = { -readonly [K in keyof TraceNode<S>]: TraceNode<S>[K] } & {
  children: TraceNode<S>[];
};

function buildTree<S extends TreeSpan>(traceId: TraceId, group: readonly S[]): TraceTree<S> {
  const { nodes, duplicates } = makeNodes(group);
  const roots: TraceNode<S>[] = [];
  const orphans: TraceNode<S>[] = [];
  for (const node of nodes.values()) {
    const parentId = node.span.parentSpanId;
    const parent = parentId === undefined ? undefined : nodes.get(parentId);
    if (parentId === undefined) roots.push(node);
    else if (parent !== undefined) parent.children.push(node);
    else {
      node.missingParent = whereParentLives(node.span);
      orphans.push(node);
    }
  }
  const leftovers = cutLoops(nodes, [...roots, ...orphans]);
  return {
    traceId,
    roots,
    orphans,
    leftovers,
    spans: [...nodes.values()].map(({ span }) => span),
    duplicates,
  };
}

/** In order of start, so that everything made from them is in that order too. */
function makeNodes<S extends TreeSpan>(
  group: readonly S[],
): { nodes: Map<SpanId, Mutable<S>>; duplicates: SpanId[] } {
  const first = new Map<SpanId, S>();
  const duplicates = new Set<SpanId>();
  for (const span of group) {
    if (first.has(span.spanId)) duplicates.add(span.spanId);
    else first.set(span.spanId, span);
  }
  const nodes = new Map<SpanId, Mutable<S>>();
  for (const span of [...first.values()].sort(byStart)) nodes.set(span.spanId, { span, children: [] });
  return { nodes, duplicates: [...duplicates] };
}

function byStart(a: TreeSpan, b: TreeSpan): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
}

function whereParentLives(span: TreeSpan): "local" | "remote" | "unknown" {
  if (span.parentIsRemote === undefined) return "unknown";
  return span.parentIsRemote ? "remote" : "local";
}

/** What no root or orphan reaches hangs in a loop. Only loops' own spans are cut; what hangs below them stays below. */
function cutLoops<S extends TreeSpan>(
  nodes: ReadonlyMap<SpanId, Mutable<S>>,
  tops: readonly TraceNode<S>[],
): TraceNode<S>[] {
  const reached = new Set<TraceNode<S>>();
  reach(tops, reached);
  const leftovers: TraceNode<S>[] = [];
  for (const node of nodes.values()) {
    if (reached.has(node)) continue;
    const top = earliestInLoop(nodes, node);
    const parent = nodes.get(top.span.parentSpanId as SpanId);
    if (parent !== undefined) parent.children = parent.children.filter((child) => child !== top);
    leftovers.push(top);
    reach([top], reached);
  }
  return leftovers;
}

function reach<S extends TreeSpan>(tops: readonly TraceNode<S>[], reached: Set<TraceNode<S>>): void {
  const open = [...tops];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    for (const child of node.children) open.push(child);
  }
}

function earliestInLoop<S extends TreeSpan>(
  nodes: ReadonlyMap<SpanId, Mutable<S>>,
  from: Mutable<S>,
): Mutable<S> {
  const walked = new Set<Mutable<S>>();
  let node = from;
  while (!walked.has(node)) {
    walked.add(node);
    node = nodes.get(node.span.parentSpanId as SpanId) ?? node;
  }
  let earliest = node;
  for (let next = parentOf(nodes, node); next !== node; next = parentOf(nodes, next)) {
    if (byStart(next.span, earliest.span) < 0) earliest = next;
  }
  return earliest;
}

function parentOf<S extends TreeSpan>(nodes: ReadonlyMap<SpanId, Mutable<S>>, node: Mutable<S>): Mutable<S> {
  return nodes.get(node.span.parentSpanId as SpanId) as Mutable<S>;
}
