import { applyEdits } from "../../mistakes/edits/apply-edits.ts";
import type { Edit } from "../../mistakes/remedy.ts";
import type { TrialResult } from "../../findings/trial-result.ts";
import { smallerChanges, sizeOf } from "./smaller-changes.ts";

/** The learner's text and the lesson's of one file; the learner's is absent where there is no such file. */
export interface ComparedFile {
  readonly path: string;
  readonly own: string | undefined;
  readonly lesson: string;
}

/** What a search came to. */
export type Found =
  /** With these edits the item passes. */
  | { readonly kind: "edits"; readonly edits: readonly Edit[] }
  /** With the lesson's version of these files it does, and no smaller change was found. */
  | { readonly kind: "files"; readonly paths: readonly string[] }
  /** Not even with all of the lesson's files. */
  | { readonly kind: "nothing" };

export interface SearchOptions {
  readonly files: readonly ComparedFile[];
  /** Judges a copy with these texts, by path. */
  readonly attempt: (texts: ReadonlyMap<string, string>) => Promise<TrialResult | undefined>;
  /** Told before each trial. */
  readonly onTrial?: (about: string) => void;
  /** Ends the search with what is known by then. */
  readonly isOver: () => boolean;
}

/** More lines than this are told as the file that they are in. */
const MOST_LINES = 5;

/** First which file of the lesson helps, then which change inside it does: nothing is told that was not tried. */
export async function searchChange(options: SearchOptions): Promise<Found> {
  const file = await helpfulFile(options);
  if (file === "none") return { kind: "nothing" };
  if (file === "all") return { kind: "files", paths: options.files.map(({ path }) => path) };
  const edits = await helpfulEdits(file, options);
  return edits && edits.every((edit) => sizeOf(edit) <= MOST_LINES)
    ? { kind: "edits", edits }
    : { kind: "files", paths: [file.path] };
}

async function helpfulFile({
  files,
  attempt,
  onTrial,
  isOver,
}: SearchOptions): Promise<ComparedFile | "all" | "none"> {
  for (const file of files) {
    if (isOver()) return "none";
    onTrial?.(file.path);
    if ((await attempt(new Map([[file.path, file.lesson]]))) === "item-passes") return file;
  }
  onTrial?.("all files of the lesson");
  const all = new Map(files.map(({ path, lesson }) => [path, lesson]));
  return files.length > 1 && !isOver() && (await attempt(all)) === "item-passes" ? "all" : "none";
}

/** One change if one is enough; failing that, the fewest of them that are. */
async function helpfulEdits(
  { path, own, lesson }: ComparedFile,
  { attempt, onTrial, isOver }: SearchOptions,
): Promise<readonly Edit[] | undefined> {
  if (own === undefined) return undefined;
  const helps = async (edits: readonly Edit[]) => {
    const text = applyEdits(own, edits);
    if (text === undefined) return false;
    onTrial?.(`${path}:${edits[0]?.line}`);
    return (await attempt(new Map([[path, text]]))) === "item-passes";
  };
  const changes = smallerChanges({ path, text: own }, lesson);
  for (const change of changes) {
    if (isOver()) return undefined;
    if (await helps([change])) return [change];
  }
  return await fewest(changes.filter(isApart), helps, isOver);
}

/** Takes away what is not needed, one change at a time. */
async function fewest(
  changes: readonly Edit[],
  helps: (edits: readonly Edit[]) => Promise<boolean>,
  isOver: () => boolean,
): Promise<readonly Edit[] | undefined> {
  let needed = changes;
  for (const change of changes.toReversed()) {
    if (isOver()) return undefined;
    const rest = needed.filter((each) => each !== change);
    if (rest.length > 0 && (await helps(rest))) needed = rest;
  }
  return needed.length > 0 ? needed : undefined;
}

/** A change that begins inside of another one cannot be made beside it. */
function isApart({ line }: Edit, index: number, all: readonly Edit[]): boolean {
  return !all.some(
    (other, at) =>
      at !== index && other.line <= line && line < other.line + other.from.split("\n").length && at > index,
  );
}
