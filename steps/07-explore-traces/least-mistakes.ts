import { savedQueryAdvice, type Mistake } from "#course-kit";
import { LENGTH } from "./facts.ts";
import { HOMES_ONLY, factsOf, wrongNumber, wrongP90 } from "./answers.ts";

/** An answer differs, and nothing says why. */
export const leastMistakes: readonly Mistake[] = [
  {
    id: "traces-differ",
    learn: "the-run-week2",
    when: wrongNumber("07-traces", () => ({
      message:
        "The run week2 holds another number of traces. Was the answer read from another run, or from the traces of npm start?",
      fix: "Ask the run week2: npm run query -- journal/queries/traces.json",
    })),
  },
  {
    id: "longest-differs",
    learn: "the-longest-result",
    when: wrongNumber("07-longest-result", () => ({
      message: `The largest ${LENGTH} in the run week2 is another one.`,
      fix: `"calculations": [{ "op": "MAX", "column": "${LENGTH}" }]`,
    })),
  },
  {
    id: "p90-differs",
    learn: "the-run-week2",
    when: wrongP90(() => ({
      message:
        "In the run week2 the P90 of the home feed is another one. Each npm run load measures anew, so an answer belongs to its run.",
      fix: `${HOMES_ONLY}, with P90(duration_ms), on the run week2 as it is now.`,
    })),
  },
  {
    id: "query-asks-for-nothing",
    severity: "advice",
    learn: "a-column-that-is-not-there",
    when: (evidence) => factsOf(evidence) && savedQueryAdvice(evidence),
  },
];
