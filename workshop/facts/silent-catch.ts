import { nodesOf } from "./source-tree.ts";
import { placeOf, type Place } from "./look-in-sources.ts";
import type { Evidence } from "../lab/evidence.ts";

/** The first catch of a file of the learner's that throws nothing. */
export function silentCatch({ backend }: Evidence, file: string): Place | undefined {
  const source = backend.sources.find(({ path }) => path === file);
  if (!source) return undefined;
  const nodes = nodesOf(source);
  const caught = nodes.find(
    (node) =>
      node.type === "CatchClause" &&
      !nodes.some(
        ({ type, start, end }) => type === "ThrowStatement" && start > node.start && end < node.end,
      ),
  );
  return caught && placeOf(source, caught);
}
