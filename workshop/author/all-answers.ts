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

/** Which of the answers a proof takes: a few for `npm test`, the whole table for `HARD=1`, and `HARD=every`. */
export function forProof(answers: readonly WrongAnswer[]): readonly WrongAnswer[] {
  const { HARD } = process.env;
  if (HARD === "every") return answers;
  return HARD ? wholeTable(answers) : inShort(answers, 6);
}

/** Every fixture that an entry of the catalogue names or that shows what is unsaid, and one of each other finding. */
function wholeTable(answers: readonly WrongAnswer[]): readonly WrongAnswer[] {
  const asked = answers.filter(({ entries = [], unsaid }) => entries.length > 0 || unsaid);
  const named = new Set(asked.map(({ finding }) => finding));
  const others = new Map<string, WrongAnswer>();
  for (const answer of answers)
    if (!named.has(answer.finding) && !others.has(answer.finding)) others.set(answer.finding, answer);
  const chosen = new Set([...asked, ...others.values()]);
  return answers.filter((answer) => chosen.has(answer));
}

/** Of each step at most so many that stand for their kind, evenly spread. */
export function inShort<Answer extends { readonly step: number; readonly inShort?: boolean }>(
  answers: readonly Answer[],
  ofEachStep: number,
): Answer[] {
  const kinds = Map.groupBy(
    answers.filter((answer) => answer.inShort),
    ({ step }) => step,
  );
  return [...kinds.values()].flatMap((ofStep) => {
    const every = Math.max(1, ofStep.length / ofEachStep);
    return ofStep.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every));
  });
}
