import { readSteps } from "../course/read-steps.ts";
import { readFamilies } from "../mistakes/catalogue.ts";
import type { RightAnswer, WrongAnswer } from "../mistakes/example.ts";
import { COURSE } from "./course-folder.ts";

/** An example that is checked at the step with this number. */
type Numbered<Example> = Omit<Example, "step"> & { readonly step: number };
export type NumberedWrongAnswer = Numbered<WrongAnswer>;
export type NumberedRightAnswer = Numbered<RightAnswer>;

/** Every wrong answer of every family, in the steps' order. */
export async function allWrongAnswers(): Promise<NumberedWrongAnswer[]> {
  return numbered((await readFamilies()).flatMap(({ wrongAnswers }) => wrongAnswers));
}

/** Every right answer in a style that is not the lesson's. */
export async function allRightAnswers(): Promise<NumberedRightAnswer[]> {
  return numbered((await readFamilies()).flatMap(({ rightAnswers }) => rightAnswers));
}

function numbered<Example extends { readonly step: string }>(
  examples: readonly Example[],
): Numbered<Example>[] {
  const numbers = new Map(
    readSteps(COURSE).map(({ slug, number }) => [slug.replace(/^\d+-/, ""), number] as const),
  );
  return examples
    .map((example) => {
      const step = numbers.get(example.step);
      if (step === undefined) throw new Error(`There is no step ${example.step}.`);
      return { ...example, step };
    })
    .sort((one, other) => one.step - other.step);
}

/** Which of the answers a proof takes: a few for `npm test`, the whole table for `HARD=1`, and `HARD=every`. */
export function forProof(answers: readonly NumberedWrongAnswer[]): readonly NumberedWrongAnswer[] {
  const { HARD } = process.env;
  if (HARD === "every") return answers;
  return HARD ? wholeTable(answers) : inShort(answers, 6);
}

/** Every fixture that an entry of the catalogue names or that shows what is unsaid, and one of each other finding. */
function wholeTable(answers: readonly NumberedWrongAnswer[]): readonly NumberedWrongAnswer[] {
  const asked = answers.filter(({ entries = [], unsaid }) => entries.length > 0 || unsaid);
  const named = new Set(asked.map(({ finding }) => finding));
  const others = new Map<string, NumberedWrongAnswer>();
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
