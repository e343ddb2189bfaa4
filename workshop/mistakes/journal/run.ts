import type { Mistake } from "../mistake.ts";
import { isLoad, runFacts } from "../../facts/journal-questions.ts";
import { LENGTH } from "../../facts/home-fields.ts";
import { HOME_SPAN } from "../../facts/home-span.ts";

const LOAD = "npm run load";

/** The run that the answers are read from is not there, or not the right one. */
export const runMistakes: readonly Mistake[] = [
  {
    id: "run-not-recorded",
    learn: "the-run-week2",
    when: ({ recorded }) =>
      recorded &&
      !recorded.week2?.spans.length && {
        message: "There is no run week2 yet, so there is nothing to read the answers from.",
        fix: LOAD,
      },
  },
  {
    id: "run-without-your-span",
    learn: "the-run-week2",
    when: ({ recorded }) =>
      recorded?.week2?.spans.length &&
      !recorded.week2.spans.some(({ name }) => name === HOME_SPAN) && {
        message: `The run week2 of ${timeOf(recorded.week2.startedMs)} holds no span ${HOME_SPAN}: it was recorded before step 5 was done, or from another backend.`,
        fix: LOAD,
      },
  },
  {
    id: "run-without-result-length", symptom: true,
    learn: "the-run-week2",
    when: ({ recorded }) =>
      recorded?.week2?.spans.length &&
      !recorded.week2.spans.some(({ fields }) => fields[LENGTH] !== undefined) && {
        message: `No span of the run week2 of ${timeOf(recorded.week2.startedMs)} has ${LENGTH}: it was recorded before step 6 was done, or from another backend.`,
        fix: LOAD,
      },
  },
  {
    id: "run-of-other-traffic",
    learn: "the-run-week2",
    when: (evidence) => {
      if (!evidence.recorded?.week2?.spans.length) return undefined;
      const facts = runFacts(evidence);
      return (
        !isLoad(facts) && {
          message: `The run week2 holds ${facts.traces} traces, but not the traffic that npm run load sends. Was it recorded in another way, or stopped on the way?`,
          fix: LOAD,
        }
      );
    },
  },
];

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 16).replace("T", " ");
}
