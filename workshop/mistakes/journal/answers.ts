import { answerNumbers } from "../../facts/answer-numbers.ts";
import { JOURNAL, journalPlace } from "../../facts/journal-place.ts";
import { nearestWord } from "../../compose/nearest-word.ts";
import type { Evidence } from "../../lab/evidence.ts";
import type { Mistake } from "../mistake.ts";
import { answerTo, QUESTIONS, says, termsIn, usersIn, type Question } from "../../facts/journal-questions.ts";
import { factsOf, given, isRightP90, short } from "./wrong-number.ts";

/** The answers that are numbers. */
const NUMBERS = ["07-traces", "07-longest-result", "07-p90"] as const;

/** An answer is not written, or does not answer its question. */
export const journalMistakes: readonly Mistake[] = [
  {
    id: "answers-not-written", symptom: true,
    learn: "your-task",
    when: (evidence) =>
      ids().every((id) => answerTo(evidence, id) === "") &&
      (evidence.nearby.notes.every(({ path }) => path !== JOURNAL)
        ? {
            message: `There is no ${JOURNAL}, and the answers belong into it.`,
            fix: `Bring it back as git knows it:\ngit checkout -- ${JOURNAL}`,
          }
        : {
            message: "Your journal has none of the answers yet.",
            ...journalPlace(evidence, "07-traces"),
            fix: `Write each behind its line, such as: Answer (07-traces): …\nIf the lines are gone, put them back:\n${ids()
              .map((id) => `Answer (${id}):`)
              .join("\n\n")}`,
          }),
  },
  {
    id: "answer-missing", symptom: true,
    learn: "your-task",
    when: (evidence) => {
      const open = ids().find((id) => answerTo(evidence, id) === "");
      return (
        open && {
          message: `One answer is still open: ${QUESTIONS[open]}.${nearly(evidence, open)}`,
          ...journalPlace(evidence, open),
          fix: `Write it on the line: Answer (${open}):`,
        }
      );
    },
  },
  {
    id: "answers-swapped",
    learn: "your-task",
    when: (evidence) => {
      const swapped = swappedAnswers(evidence);
      return (
        swapped && {
          message: `Behind ${swapped[0]} stands what belongs behind ${swapped[1]}.`,
          ...given(evidence, swapped[0]),
          fix: `Answer (${swapped[0]}) is ${QUESTIONS[swapped[0]]}; Answer (${swapped[1]}) is ${QUESTIONS[swapped[1]]}.`,
        }
      );
    },
  },
  {
    id: "answer-holds-no-number",
    learn: "your-task",
    when: (evidence) => {
      const id = factsOf(evidence) && NUMBERS.find((each) => isWordy(answerTo(evidence, each)));
      return (
        id && {
          message: `Behind ${id} stands ${short(answerTo(evidence, id))}, and no number. What is asked for is ${QUESTIONS[id]}.`,
          ...given(evidence, id),
          fix: "The query of the lesson's task gives the number. Write it behind the colon.",
        }
      );
    },
  },
];

function isWordy(answer: string): boolean {
  return answer !== "" && answerNumbers(answer).length === 0;
}

/** A line of the journal whose id is not quite the one that is open. */
function nearly({ answers }: Evidence, open: Question): string {
  const known: readonly string[] = ids();
  const others = Object.keys(answers).filter((id) => id.startsWith("07") && !known.includes(id));
  const near = nearestWord(open, others);
  return near ? ` There is a line Answer (${near}), which is another name.` : "";
}

/** Two lines each of which says what the other one should. */
function swappedAnswers(evidence: Evidence): readonly [Question, Question] | undefined {
  const facts = factsOf(evidence);
  if (!facts) return undefined;
  const right: Record<Question, (answer: string) => boolean> = {
    "07-traces": (answer) => says(answer, facts.traces),
    "07-longest-result": (answer) => says(answer, facts.longest),
    "07-p90": (answer) => isRightP90(answer, facts),
    "07-slow-user": (answer) => usersIn(answer, facts).includes(facts.slowUser),
    "07-failing-search": (answer) => termsIn(answer, facts).some((term) => facts.failingTerms.has(term)),
  };
  const pairs = ids().flatMap((one) => ids().map((other) => [one, other] as const));
  return pairs.find(([one, other]) => {
    const [first, second] = [answerTo(evidence, one), answerTo(evidence, other)];
    return one !== other && !right[one](first) && right[other](first) && right[one](second);
  });
}

function ids(): Question[] {
  return Object.keys(QUESTIONS) as Question[];
}
