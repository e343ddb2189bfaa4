import { latestTrees } from "../../receiver/latest-trees.ts";
import { printTree } from "../../trace/print-tree.ts";
import { clean } from "../clean.ts";
import type { Command, Context } from "../context.ts";
import { openStoredTraces } from "../open-stored-traces.ts";
import { UserFacingError } from "../user-facing-error.ts";

const USUAL = 5;

/** The newest traces as trees; whether `npm start` runs does not matter. */
export const traces: Command = async (context) => {
  const { root, terminal, args } = context;
  const run = typeof args.options["run"] === "string" ? args.options["run"] : null;
  const limit = askedLimit(context);
  using store = openStoredTraces(root);
  const trees = latestTrees(store, { run, limit });
  if (trees.length === 0)
    throw nothingThere(
      run,
      store.runs().map(({ name }) => name),
    );
  for (const { summary, tree } of trees.reverse()) {
    const at = new Date(summary.startMs).toISOString().replace("T", " ").slice(0, 19);
    terminal.print(terminal.look.paint.dim(`${at}  ${clean(summary.service)}  ${summary.traceId}`));
    terminal.print(`${printTree(tree, { ascii: !terminal.look.fancy, maxSpans: 40 })}\n`);
  }
  terminal.print(
    `The newest ${trees.length === 1 ? "trace stands" : `${trees.length} traces, the newest of them`} last.`,
  );
  terminal.print(`Next: ${run === null ? "npm run traces -- --limit 20" : "npm run check:step"}`);
  return 0;
};

function askedLimit({ args }: Context): number {
  const text = args.options["limit"];
  if (text === undefined) return USUAL;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0 && limit <= 500) return limit;
  throw new UserFacingError({
    what: `${String(text)} is no limit: it must be a whole number from 1 to 500.`,
    next: "npm run traces -- --limit 20",
    exitCode: 2,
  });
}

function nothingThere(run: string | null, runs: readonly string[]): UserFacingError {
  if (run === null) {
    const kept = runs.length > 0 ? ` There are runs, though: ${runs.join(", ")}.` : "";
    return new UserFacingError({
      what: `No traces are kept here.${kept}`,
      next: runs[0] ? `npm run traces -- --run ${runs[0]}` : "npm run load",
    });
  }
  return new UserFacingError({
    what: `There is no run ${JSON.stringify(run)}.${runs.length > 0 ? ` There are: ${runs.join(", ")}.` : ""}`,
    next: runs[0] ? `npm run traces -- --run ${runs[0]}` : "npm run load",
  });
}
