import { existsSync, lstatSync, readFileSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { readChecklist, type Box } from "../../course/read-checklist.ts";
import type { Step } from "../../course/step.ts";
import { hashOfFilesJudged } from "../hash-of-files-judged.ts";
import { learnerEntries } from "../project.ts";

/** `changed`: the proof is of other files than these. `by-hand`: a tick without a proof. */
export type TickStanding = "done" | "changed" | "by-hand" | "open";

export interface ClassStep {
  readonly slug: string;
  readonly standing: TickStanding;
  /** Day of the proof, such as `2026-11-24`. */
  readonly date?: string;
}

/** One learner, as their clone says. */
export interface Learner {
  /** The name of the clone's folder. */
  readonly name: string;
  readonly folder: string;
  readonly steps: readonly ClassStep[];
  /** What the instructor should know beside the ticks, in a sentence without a full stop. */
  readonly note?: string;
}

export type Clone =
  | { readonly kind: "learner"; readonly learner: Learner }
  | { readonly kind: "left-out"; readonly because: string };

const JOURNAL = "journal/week2.md";
const MOST_JOURNAL = 2_000_000;
/** What a learner writes for this course is a thousandth of it. */
const MOST_BYTES = 100_000_000;

/**
 * Reads one folder as a learner's clone. It is somebody else's: nothing in it is run, no link is followed out of it, and
 * what is too large or no plain file is not read.
 */
export function readClone(parent: string, name: string, steps: readonly Step[]): Clone {
  const folder = join(parent, name);
  if (!["backend", "journal", "steps"].some((each) => existsSync(join(folder, each))))
    return { kind: "left-out", because: "no clone of this course" };
  const journal = readJournalOf(folder);
  if (!journal.ok)
    return learnerOf(
      name,
      folder,
      steps.map(({ slug }) => ({ slug, standing: "open" })),
      journal.because,
    );
  const boxes = readChecklist(
    journal.text,
    steps.map(({ slug }) => slug),
  );
  const compared = compareFiles(folder, [...boxes.values()]);
  const stands = steps.map(({ slug }) => stepOf(slug, boxes.get(slug), compared.hash));
  return learnerOf(name, folder, stands, compared.because ?? missingBoxes(steps, boxes));
}

function learnerOf(
  name: string,
  folder: string,
  steps: readonly ClassStep[],
  note: string | undefined,
): Clone {
  return { kind: "learner", learner: { name, folder, steps, ...(note && { note }) } };
}

type JournalText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly because: string };

function readJournalOf(folder: string): JournalText {
  const file = join(folder, JOURNAL);
  try {
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (!stats) return { ok: false, because: `there is no ${JOURNAL}` };
    const inside = realpathSync(file).startsWith(realpathSync(folder) + sep);
    if (!stats.isFile() || !inside)
      return { ok: false, because: `${JOURNAL} is no plain file, so it was not read` };
    if (stats.size > MOST_JOURNAL) return { ok: false, because: `${JOURNAL} is too large to be one` };
    return { ok: true, text: readFileSync(file, "utf8") };
  } catch (error) {
    return { ok: false, because: `${JOURNAL} cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
}

function compareFiles(folder: string, boxes: readonly Box[]): { hash?: string; because?: string } {
  if (!boxes.some(({ proof }) => proof)) return {};
  try {
    const bytes = learnerEntries(folder)
      .filter(({ kind }) => kind === "file")
      .reduce((sum, { path }) => sum + lstatSync(join(folder, path)).size, 0);
    if (bytes > MOST_BYTES) return { because: "the files are too large to be compared with the proofs" };
    return { hash: hashOfFilesJudged(folder) };
  } catch (error) {
    return {
      because: `the files cannot be compared with the proofs (${(error as NodeJS.ErrnoException).code})`,
    };
  }
}

function stepOf(slug: string, box: Box | undefined, hash: string | undefined): ClassStep {
  if (!box?.ticked) return { slug, standing: "open" };
  if (!box.proof) return { slug, standing: "by-hand" };
  return { slug, standing: box.proof.hash === hash ? "done" : "changed", date: box.proof.date };
}

function missingBoxes(steps: readonly Step[], boxes: ReadonlyMap<string, Box>): string | undefined {
  const missing = steps.filter(({ slug }) => !boxes.has(slug)).map(({ number }) => number);
  if (missing.length === 0) return undefined;
  if (missing.length === steps.length) return `${JOURNAL} has no boxes of the checklist`;
  return `${JOURNAL} has no box for step ${missing.join(", ")}`;
}
