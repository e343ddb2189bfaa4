import { existsSync } from "node:fs";
import { join } from "node:path";
import { readSaved, saveFiles, type Source } from "./saved-files.ts";

/** Keeps the learner's files as they were when a step first passed: `reset` of the next step goes back to them. */
export function saveStepState(root: string, slug: string, now = new Date()): void {
  if (existsSync(folderOf(root, slug))) return;
  saveFiles(root, ["steps", slug], { at: now.getTime(), reason: `step ${slug} passed` });
}

/** The files as they were when the step first passed; nothing where that was not on this machine. */
export function readStepState(root: string, slug: string): Source | undefined {
  return readSaved(folderOf(root, slug));
}

function folderOf(root: string, slug: string): string {
  return join(root, ".workshop/steps", slug);
}
