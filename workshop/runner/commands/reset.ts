import { statSync } from "node:fs";
import type { Step } from "../../course/step.ts";
import type { Command, Context, ExitCode } from "../context.ts";
import { pickStep } from "../pick-step.ts";
import type { Entry } from "../project.ts";
import { putBack, type Source } from "../saved-files.ts";
import { takeSnapshot } from "../snapshot.ts";
import { layered, solutionFiles, STARTER } from "../solution-files.ts";
import { stalePackages } from "../stale-packages.ts";
import { readStepState } from "../step-state.ts";
import { UserFacingError } from "../user-facing-error.ts";

/** Makes the learner's files what they were when the step began. The journal and the key stay. */
export const reset: Command = async (context) => {
  const { root, terminal, now, args } = context;
  const { steps, step } = pickStep(root, args.query);
  const earlier = steps.slice(0, steps.indexOf(step));
  const beginning = asYouPassed(root, earlier.at(-1)) ?? asTheCourseHasIt(root, earlier);
  takeSnapshot(root, `reset ${step.number}`, now());
  putBack(root, beginning.source, keeps);
  terminal.print(`Your files are again ${beginning.as}.`);
  terminal.print("journal/week2.md and .env were left alone. To take this back: npm run undo");
  return sayNext(context, step);
};

/** A key is shown only once where it is made, and notes are nobody's but the learner's. */
function keeps(path: string): boolean {
  return path === ".env" || path === "journal" || path.startsWith("journal/");
}

interface Beginning {
  readonly source: Source;
  readonly as: string;
}

function asYouPassed(root: string, former: Step | undefined): Beginning | undefined {
  const state = former && readStepState(root, former.slug);
  return state && { source: state, as: `as you had them when step ${former.number} first passed` };
}

/** The starter with the solutions of the earlier steps over it: for a first passing that another workspace saw. */
function asTheCourseHasIt(root: string, earlier: readonly Step[]): Beginning {
  if (solutionFiles(root, STARTER).size === 0) {
    throw new UserFacingError({
      what: `solution/${STARTER} is missing, which holds the files that the course begins with.`,
      next: `git restore solution/${STARTER}`,
      exitCode: 2,
    });
  }
  const files = layered(root, [STARTER, ...earlier.map(({ slug }) => slug)]);
  const folders = new Set([...files.keys()].flatMap(foldersAbove));
  const entries: Entry[] = [
    ...[...folders].sort().map((path): Entry => ({ path, kind: "folder", mode: 0o755 })),
    ...[...files].map(([path, copy]): Entry => ({ path, kind: "file", mode: statSync(copy).mode & 0o777 })),
  ];
  const last = earlier.at(-1)?.number;
  const solved = last === undefined ? "" : `, with the solutions up to step ${last}`;
  return {
    source: { entries, copyOf: (path) => files.get(path) ?? path },
    as: `those that the course begins with${solved}`,
  };
}

function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function sayNext({ root, terminal }: Context, step: Step): ExitCode {
  const [stale] = stalePackages(root);
  if (stale) {
    terminal.print(`The packages installed in ${stale}/ are not the ones that its package-lock.json names.`);
    terminal.print(`Next: cd ${stale} && npm ci`);
  } else {
    terminal.print(`Next: read steps/${step.slug}/README.md, then: npm run check:step ${step.number}`);
  }
  return 0;
}
