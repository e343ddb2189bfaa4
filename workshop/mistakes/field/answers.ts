import { shownAt } from "../../facts/code-at.ts";
import { lostAnswer } from "../../facts/lost-answer.ts";
import { textOf } from "../../facts/program/places.ts";
import { serviceAnswerProblem, startedElsewhere, VISITS } from "../../facts/user-requests.ts";
import type { Mistake } from "../mistake.ts";
import { returnLostAnswer } from "../span/return-lost-answer.ts";

/** A service no longer answers as it did. */
export const serviceAnswerMistakes: readonly Mistake[] = [
  {
    id: "other-answer-lost",
    symptom: true,
    learn: "a-span-elsewhere",
    explains: /answers as before/,
    when(evidence) {
      const { run } = evidence;
      const id = VISITS.find(
        (each) => run?.visits.some((visit) => visit.id === each) && serviceAnswerProblem(evidence, each),
      );
      if (!id || run?.uncaught) return undefined;
      const own = startedElsewhere(evidence).find((span) => span.visit === id);
      const lost = lostAnswer(evidence, own?.at);
      const why =
        lost?.how === "dropped"
          ? ` Nothing returns what ${textOf(lost.call.callee).replace(/\s+/g, "")}(…) gives.`
          : lost
            ? " The function around the work returns nothing."
            : "";
      return {
        message: `A service no longer answers as it did: ${serviceAnswerProblem(evidence, id)}.${why}`,
        ...shownAt(evidence, own?.at),
        remedy: lost && returnLostAnswer(evidence, lost),
      };
    },
  },
];
