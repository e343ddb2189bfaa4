import { ownThrow, thrown, throwPlace } from "../../facts/thrown.ts";
import { remedyForThrow } from "../../facts/remedy-for-throw.ts";
import { shownAt } from "../../facts/code-at.ts";
import { spanFrame } from "../../facts/span-frame.ts";
import type { Mistake } from "../mistake.ts";
import { serviceAnswerProblem, startedElsewhere, VISITS } from "../../facts/user-requests.ts";

/** A service no longer answers as it did. */
export const serviceAnswerMistakes: readonly Mistake[] = [
  {
    id: "other-service-throws",
    learn: "a-span-elsewhere",
    when: (evidence) => {
      const { run } = evidence;
      const error = thrown(run).find((line) => /^(Reference|Type)Error: /.test(line));
      const place = ownThrow(run);
      const id = VISITS.find(
        (each) =>
          run?.visits.some((visit) => visit.id === each) &&
          /got 500 instead/.test(serviceAnswerProblem(evidence, each) ?? ""),
      );
      const own = startedElsewhere(evidence).find((span) => span.visit === id);
      return (
        id &&
        error &&
        place &&
        // app.ts only stumbles over an answer that never came.
        place.file !== "backend/src/app.ts" &&
        !run?.uncaught && {
          message: `${serviceAnswerProblem(evidence, id)}, because the code throws: ${error}`,
          ...shownAt(evidence, place),
          fix:
            remedyForThrow(evidence, error, place) ??
            `Mend that line.${place.file.includes("/services/") ? ` The frame of a span around a service's work is:\n${spanFrame(own?.name)}` : ""}`,
        }
      );
    },
  },
  {
    id: "other-answer-lost",
    symptom: true,
    learn: "a-span-elsewhere",
    when: (evidence) => {
      const id = VISITS.find(
        (each) =>
          evidence.run?.visits.some((visit) => visit.id === each) && serviceAnswerProblem(evidence, each),
      );
      const problem = id && serviceAnswerProblem(evidence, id);
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
