import { expect, it } from "vitest";
import { span } from "../trace/build-span.ts";
import { printTree } from "../trace/print-tree.ts";
import { latestTrees } from "./latest-trees.ts";
import { TraceStore } from "./trace-store.ts";

it("gives the newest traces first, ready to print", () => {
  const store = new TraceStore();
  const older = span({ traceId: "1".repeat(32), name: "older" });
  const newer = span({ traceId: "2".repeat(32), name: "newer" });
  store.add([older]);
  store.add([newer, span({ parent: newer, name: "child", durationMs: 1 })]);
  const text = latestTrees(store, { limit: 2 }).map(({ tree }) => printTree(tree));
  expect(text).toEqual(["newer  10.0 ms\n└─ child  1.0 ms", "older  10.0 ms"]);
  store.close();
});
