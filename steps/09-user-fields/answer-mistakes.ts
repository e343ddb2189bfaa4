import { shownAt, spanFrame, type Mistake } from "#course-kit";
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
      const first = /^\w*Error: [^\n]+/m.exec(
        (evidence.run?.stderr ?? "").replace(/^Error: The store was assimilated[^\n]*/gm, ""),
      )?.[0];
      return (
        problem &&
        !evidence.run?.uncaught && {
          message: `A service no longer answers as it did: ${problem}.${first && /got 500/.test(problem) ? ` The backend says: ${first}` : own && /empty/.test(problem) ? " What the work returns does not get out of the span's frame." : ""}`,
          ...shownAt(evidence, own?.at),
          fix: `The span stands around the work, and hands on what it returns or throws:\n${spanFrame(own?.name)}`,
        }
      );
    },
  },
];
