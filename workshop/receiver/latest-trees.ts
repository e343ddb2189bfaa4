import { buildTrees } from "../trace/trees.ts";
import type { TraceTree } from "../trace/trees.ts";
import type { TraceSummary } from "./page-api.ts";
import { readSpans } from "./read-spans.ts";
import { listTraces } from "./read-traces.ts";
import type { ListOptions } from "./read-traces.ts";
import type { TraceStore } from "./trace-store.ts";

export interface StoredTree {
  readonly summary: TraceSummary;
  readonly tree: TraceTree;
}

/** The newest traces as trees, newest first: for the terminal, whether the receiver runs or not. */
export function latestTrees(store: TraceStore, options: ListOptions = {}): StoredTree[] {
  return listTraces(store.database, options).traces.flatMap((summary) => {
    const [tree] = buildTrees(readSpans(store.database, { trace: summary.order }));
    return tree === undefined ? [] : [{ summary, tree }];
  });
}
