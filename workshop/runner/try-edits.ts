import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { trialResult, type Judged, type TrialResult } from "../findings/trial-result.ts";
import { trialCopy } from "../lab/trial-copy.ts";
import { applyEdits } from "../mistakes/edits/apply-edits.ts";
import type { Edit } from "../mistakes/remedy.ts";

export interface TrialOptions {
  readonly root: string;
  readonly shell: NodeJS.ProcessEnv;
  /** Keys that are written into no copy. */
  readonly keys: readonly string[];
  /** What the check found before. */
  readonly before: readonly Judged[];
  /** Judges a folder as the check judged the learner's own. */
  readonly judge: (root: string, shell: NodeJS.ProcessEnv) => Promise<readonly Judged[]>;
}

/**
 * Makes the edits on a copy of the learner's files and judges it. Nothing where that is not possible: a file has changed
 * in the meantime, is not there, or the tree is too large to copy.
 */
export async function tryEdits(
  options: TrialOptions,
  edits: readonly Edit[],
): Promise<TrialResult | undefined> {
  const texts = await editedTexts(options.root, edits);
  return texts && (await tryTexts(options, texts));
}

/** The same with whole files, by their path from the root. */
export async function tryTexts(
  { root, shell, keys, before, judge }: TrialOptions,
  texts: ReadonlyMap<string, string>,
): Promise<TrialResult | undefined> {
  await using copy = await trialCopy({ root, shell, keys, texts });
  return copy && trialResult(before, await judge(copy.root, copy.shell));
}

async function editedTexts(
  root: string,
  edits: readonly Edit[],
): Promise<ReadonlyMap<string, string> | undefined> {
  const texts = new Map<string, string>();
  for (const [file, ofFile] of Map.groupBy(edits, (edit) => edit.file)) {
    const text = await readFile(join(root, file), "utf8").catch(() => undefined);
    const edited = text === undefined ? undefined : applyEdits(text, ofFile);
    if (edited === undefined) return undefined;
    texts.set(file, edited);
  }
  return texts;
}
