import { savedQueryAdvice } from "../../facts/saved-query-advice.ts";
import type { Mistake } from "../mistake.ts";
import { factsOf } from "./wrong-number.ts";

/** A saved query asks for what is not there. */
export const queryMistakes: readonly Mistake[] = [
  {
    id: "query-asks-for-nothing",
    severity: "advice",
    learn: "a-column-that-is-not-there",
    when: (evidence) => factsOf(evidence) && savedQueryAdvice(evidence),
  },
];
