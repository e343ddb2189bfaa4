import type { Command, Context } from "../context.ts";
import { restoreSnapshot, snapshots, type Snapshot } from "../snapshot.ts";
import { stalePackages } from "../stale-packages.ts";
import { UserFacingError } from "../user-facing-error.ts";

/** Puts the last snapshot back, or the one of that number in the list. */
export const undo: Command = async (context) => {
  const { root, terminal, now, args } = context;
  const known = snapshots(root);
  if (args.options["list"]) return list(context, known);
  const snapshot = pick(known, args.query);
  restoreSnapshot(root, snapshot, now());
  terminal.print(`Your files are as they were before ${snapshot.reason} (${ago(snapshot.at, now())}).`);
  terminal.print("To take this back: npm run undo");
  const [stale] = stalePackages(root);
  if (stale) {
    terminal.print(`The packages installed in ${stale}/ are not the ones that its package-lock.json names.`);
    terminal.print(`Next: cd ${stale} && npm ci`);
  } else {
    terminal.print("Next: npm run check:step");
  }
  return 0;
};

function pick(known: readonly Snapshot[], query: string | undefined): Snapshot {
  if (known.length === 0) {
    throw new UserFacingError({
      what: "There is nothing to undo: no command has overwritten any of your files.",
      next: "npm run progress",
    });
  }
  const number = Number(query ?? 1);
  const found = Number.isInteger(number) ? known[number - 1] : undefined;
  if (found) return found;
  throw new UserFacingError({
    what: `There is no snapshot ${query}; there are 1 to ${known.length}.`,
    next: "npm run undo -- --list",
  });
}

function list({ terminal, now }: Context, known: readonly Snapshot[]): 0 {
  known.forEach(({ at, reason }, index) =>
    terminal.print(`${index + 1}  before ${reason}, ${ago(at, now())}`),
  );
  terminal.print(
    known.length > 0
      ? "Next: npm run undo, or with a number: npm run undo 2"
      : "No snapshots yet. Next: npm run progress",
  );
  return 0;
}

function ago(at: number, now: Date): string {
  const minutes = Math.round((now.getTime() - at) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 100) return `${minutes} min ago`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 1440)} days ago`;
}
