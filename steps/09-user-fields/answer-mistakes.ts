import { remedyForThrow, shownAt, spanFrame, thrown, throwPlace, type Mistake } from "#course-kit";
import { answerProblem, startedElsewhere, VISITS } from "./facts.ts";

/** A service no longer answers as it did. */
export const answerMistakes: readonly Mistake[] = [
  {
    id: "other-answer-lost",
    learn: "a-span-elsewhere",
    hides: ["spans-never-sent"],
    when: (evidence) => {
      const id = VISITS.find(
        (each) => evidence.run?.visits.some((visit) => visit.id === each) && answerProblem(evidence, each),
      );
      const problem = id && answerProblem(evidence, id);
      const own = startedElsewhere(evidence).find((span) => span.visit === id);
      const threw = problem && /got 500/.test(problem) ? thrown(evidence.run)[0] : undefined;
      const place = threw ? throwPlace(evidence.run) : undefined;
      const remedy = threw && place && remedyForThrow(evidence, threw, place);
      return (
        problem &&
        !evidence.run?.uncaught && {
          message: `A service no longer answers as it did: ${problem}.${threw ? ` The backend says: ${threw}` : own && /empty/.test(problem) ? " What the work returns does not get out of the span's frame." : ""}`,
          ...shownAt(evidence, place ?? own?.at),
          fix:
            remedy ??
            `The span stands around the work, and hands on what it returns or throws:\n${spanFrame(own?.name)}`,
        }
      );
    },
  },
];
