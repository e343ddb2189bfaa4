import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RightAnswer, WrongAnswer } from "./wrong-answer.ts";

/** Every wrong answer of every step, in the steps' order. */
export async function allWrongAnswers(): Promise<WrongAnswer[]> {
  return (await modules<{ wrongAnswers: readonly WrongAnswer[] }>("wrong-answers")).flatMap(
    (each) => each.wrongAnswers,
  );
}

/** Every right answer in a style that is not the lesson's. */
export async function allRightAnswers(): Promise<RightAnswer[]> {
  return (await modules<{ rightAnswers: readonly RightAnswer[] }>("right-answers")).flatMap(
    (each) => each.rightAnswers,
  );
}

async function modules<Module>(name: string): Promise<Module[]> {
  const folder = join(import.meta.dirname, name);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts")).sort();
  return await Promise.all(
    files.map(async (file) => (await import(pathToFileURL(join(folder, file)).href)) as Module),
  );
}

/**
 * Those for `npm test`: of each step at most so many that stand for their kind, evenly spread. `HARD=1` takes all.
 */
export function inShort<Answer extends { readonly step: number; readonly inShort?: boolean }>(
  answers: readonly Answer[],
  ofEachStep: number,
): Answer[] {
  if (process.env["HARD"]) return [...answers];
  const kinds = Map.groupBy(
    answers.filter((answer) => answer.inShort),
    ({ step }) => step,
  );
  return [...kinds.values()].flatMap((ofStep) => {
    const every = Math.max(1, ofStep.length / ofEachStep);
    return ofStep.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every));
  });
}
